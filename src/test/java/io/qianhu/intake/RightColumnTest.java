package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose numbers are called: the person's own, or nobody's. */
class RightColumnTest {
    private static final int ROWS = 200;
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));

    @TempDir
    private Path directory;

    /**
     * Each column is NAME=CONTENT. Contents: own and other are mobiles, same as own; masked, lost, land, text, blank;
     * with N% in front in that part of the rows, blank else. Then the column that is read, from 1, or refused.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A mark, a bracket, numbering or a unit in the person's own name.
                "姓名=text,手机号码（必填）=own,推荐人手机号=other | 2",
                "姓名=text,推荐人手机号=other,手机号码(必填)=own | 3",
                "姓名=text,*手机号=own,推荐人手机号=other | 2",
                "姓名=text,手机号*=own,介绍人手机=other | 2",
                "姓名=text,手机号【必填】=own,担保人手机号=other | 2",
                "姓名=text,手机1=own,紧急联系人手机=other | 2",
                "name=text,phone_1=own,emergency_contact_phone=other | 2",
                "Name=text,Mobile No.(11 digits)=own,Referrer Mobile=other | 2",
                "姓名=text,手机号（11位）=own,业务员手机=other | 2",
                "姓名=text,手机号11位=own,家长手机号=other | 2",
                "姓名=text,1.手机号=own,2.推荐人手机号=other | 2",
                "姓名=text,①手机号码=own,②配偶手机号码=other | 2",
                "姓名=text,客户手机号=own,客户经理手机号=other | 2",
                "姓名=text,【手机号】=own,客服电话=other | 2",
                "name=text,Phone (required)=own,spousePhone=other | 2",
                "name=text,customer mobile=own,salesman mobile=other | 2",
                "name=text,phone=own,agentphone=other | 2",
                "name=text,Cell Phone #=own,Guardian Cell Phone=other | 2",
                "姓名=text,手机号/电话=own,监护人电话=other | 2",
                "姓名=text,手机 Mobile=own,Agent Mobile=other | 2",
                // Her own column is masked, destroyed or sparse; somebody else's is full.
                "姓名=text,手机号=masked,业务员手机=other | 2",
                "姓名=text,手机号=lost,紧急联系人手机=other | 2",
                "姓名=text,手机号=10% own,紧急联系人手机号=other | 2",
                "姓名=text,手机号=1% own,推荐人手机号=other | 2",
                "姓名=text,手机号=blank,家长手机号=other | 2",
                "姓名=text,手机号=masked,联系人手机=other | refused",
                "姓名=text,手机号=lost,微信=other | refused",
                "姓名=text,手机号=masked,联系电话=other | refused",
                "姓名=text,手机号=text,备用手机=other | refused",
                "姓名=text,手机号=blank,备用手机=other | refused",
                "姓名=text,手机号=blank,备注=other | refused",
                // Only another person's numbers are there.
                "姓名=text,家长手机号=other | refused",
                "name=text,Emergency Contact Phone=other | refused",
                "姓名=text,推荐人电话=other,微信=own | refused",
                "姓名=text,推荐人=other | refused",
                "姓名=text,手机号（紧急联系人）=other,电话=blank | 3",
                // Two of the same rank.
                "手机号=own,电话=other | refused",
                "手机号=own,联系电话=50% other | refused",
                "手机号=own,电话=1% other | refused",
                "手机1=own,手机2=other | refused",
                "客户手机号=own,联系电话=other | refused",
                "收货人手机=own,下单人手机=other | refused",
                "手机号=own,电话=masked | refused",
                "手机号=text,联系电话=other | refused",
                "手机号=short,联系电话=other | refused",
                "手机号=masked,联系方式=other | refused",
                "收货人手机=own,买家手机=other | refused",
                "收件人电话=own,寄件人电话=other | refused",
                "房东手机=own,租客手机=other | refused",
                "法人电话=own,联系人电话=other | refused",
                "Billing Phone=own,Shipping Phone=other | refused",
                "Home Phone=own,Work Phone=other | refused",
                "Owner Phone=own,Tenant Phone=other | refused",
                // Whom an order, a contract or an address book is about, and others beside him.
                "订单=text,收货人手机=own | 2",
                "收货人手机=own,司机电话=other | 1",
                "手机号=own,寄件人手机=other | 1",
                "手机号=own,法人手机=other | 1",
                "联系人电话=own,联系人2电话=other | 1",
                "联系人手机=own,第二联系人手机=other | 1",
                "姓名=text,备用联系人电话=other | refused",
                "Phone=own,Alternate Phone=other,Backup Phone=other | 1",
                "Mobile Phone=own,Home Phone=other,Work Phone=land | 1",
                "Phone=own,Assigned To Phone=other | 1",
                "Client Phone=own,Account Manager Phone=other | 1",
                "Student Phone=own,Father Phone=other,Mother Phone=other | 1",
                "学员手机=own,母亲手机=other,班主任手机=other | 1",
                "员工手机=own,上级手机=other | 1",
                "姓名=text,监护人手机=other | refused",
                "name=text,Next of Kin Phone=other | refused",
                "公司=text,经办人手机=other | refused",
                "公司=text,店长手机=other | refused",
                // No rivals: blank, landlines, the same numbers, other things, a less plain name.
                "手机号=own,电话=blank | 1",
                "手机号=own,电话=land | 1",
                "电话=land,手机号=own | 2",
                "手机号=own,电话=same | 1",
                "手机号=own,电话=50% same | 1",
                "手机号=50% own,电话=same | 2",
                "手机号=own,联系方式=text | 1",
                "手机号=own,微信=other | 1",
                "手机号=own,备用手机=other | 1",
                "备用手机=other,手机号=own | 2",
                "电话=land,收货人手机=own | 2",
                "联系电话=land,备注=own | refused",
                "手机号=masked | 1",
                "姓名=text,号段=own | 2",
                "a=own,b=other | refused"
            })
    void readsThePersonsOwnColumnOrNone(String columns, String expected) {
        byte[] file = file(columns);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> detect(file, null))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("; name the right one in the campaign, such as input: { column: ")
                    .message()
                    .doesNotContainPattern("(?<!\\d)1\\d{10}(?!\\d)");
        } else {
            assertThat(detect(file, null).phoneColumn() + 1).isEqualTo(Integer.parseInt(expected));
        }
    }

    @Test
    void theMessageNamesTheCandidatesAndTheLineThatDecides() {
        assertThatThrownBy(() -> detect(file("姓名=text,手机号=masked,备用手机=other"), null))
                .hasMessageEndingWith(
                        "numbers.csv: the column that is named for phone numbers holds hardly any: 2 \"手机号\""
                                + " (0 % numbers) such as 138********; they stand elsewhere, and may be those of other people:"
                                + " 3 \"备用手机\" (100 % numbers) such as 139******00; name the right one in the campaign, such as"
                                + " input: { column: \"手机号\" }");
        assertThat(detect(file("姓名=text,手机号=masked,备用手机=other"), "备用手机").phoneColumn())
                .isEqualTo(2);
    }

    @Test
    void saysWhyAPlainerNameIsPassedOver() {
        String said = "numbers of a kind that is not called stand in 1 \"电话\" (0 % numbers)";
        assertThat(detect(file("电话=land,收货人手机=own"), null).evidence())
                .endsWith(said, "phone column 2 \"收货人手机\" (100 % numbers)");
        assertThat(detect(file("电话=land,手机号=own"), null).evidence()).doesNotContain(said);
    }

    @Test
    void aHeaderBelowANumberIsRefusedAndNotTakenForARow() {
        String text = "客服,13700000001,\n姓名,手机号,紧急联系人手机\n" + "张三,138****0000,13900000001\n".repeat(20);
        assertThatThrownBy(() -> detect(text.getBytes(UTF_8), null))
                .hasMessageContaining(
                        " line 1: this row holds a number, and stands above the names of columns in line 2,")
                .hasMessageContaining("set input.header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"本人,,紧急联系人,", "客户资料,,推荐人资料,", "Customer,,Emergency contact,"})
    void theUpperRowOfAHeaderSaysWhoseNumbersStandBelow(String groups) {
        String rows = "张三,,李四,13900000001\n王五,13800000001,赵六,13900000002\n";
        String text = groups + "\n姓名,手机号,姓名,手机号\n" + rows;
        assertThat(detect(text.getBytes(UTF_8), null).phoneColumn()).isEqualTo(1);
    }

    /** The text, and the line of the header, which the configured column names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "报表名称;客户名单\\n开始日期;2026-11-01\\n姓名;手机号;状态\\n客户1;13900000001;正常\\n | 手机号 | 3",
                "联系方式,,\\n座机,手机,姓名\\n,13900000001,客户1\\n | 手机 | 2",
                "姓名,联系方式,\\n,座机,手机\\n客户1,,13900000001\\n | 手机 | 2",
                "a,b\\n1,2\\nc,d\\n3,4\\n主叫,顾客号\\n1,13900000001\\n | 顾客号 | 5",
                "名单\\n\\n手机号码(必填)\\n13900000001\\n | 手机号码 | 3",
                "姓名,手机号\\n客户1,13900000001\\n手机号,x\\n | 手机号 | 1"
            })
    void theRowThatHoldsTheConfiguredNameIsTheHeader(String text, String column, long line) {
        FileFormat format = detect(text.replace("\\n", "\n").getBytes(UTF_8), column);
        assertThat(format.firstRowLine()).isEqualTo(line + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "手机号",
                "手机号（必填）",
                "* 手机 号码",
                "Phone_2",
                "Mobile No.",
                "客户电话号码",
                "(手机)",
                "手机或电话",
                "11位手机号",
                "\u3164手机号\uE5E5"
            })
    void knowsPlainNames(String header) {
        assertThat(ColumnName.of(header)).isEqualTo(new ColumnName(Rank.EXACT, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"收货人手机", "备用电话", "home phone", "联系方式", "座机电话", "企业联系电话"})
    void knowsNamesThatEndInAPhoneWord(String header) {
        assertThat(ColumnName.of(header)).isEqualTo(new ColumnName(Rank.ENDING, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"手机号归属地", "手机品牌", "身份证号码", "hotel", "微信号", "", "11", "phone model", "手机号MD5", "person"})
    void knowsWhatNamesNoPhone(String header) {
        assertThat(ColumnName.of(header).isPhone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "紧急联系人",
                "推荐人手机号",
                "手机(业务员)",
                "客户经理电话",
                "parent_phone",
                "ReferrerMobile",
                "sales rep tel",
                "spousephone",
                "emergencycontactphone",
                "guardiancontactmobile",
                "EMERGENCY CONTACT",
                "班主任电话",
                "联系人3电话",
                "Assigned to phone",
                "next-of-kin mobile"
            })
    void knowsOtherPeoplesNames(String header) {
        assertThat(ColumnName.of(header).another()).isTrue();
    }

    private static byte[] file(String columns) {
        List<String[]> specs =
                Arrays.stream(columns.split(",")).map(one -> one.split("=")).toList();
        String header = specs.stream().map(spec -> spec[0]).collect(Collectors.joining(","));
        String rows = IntStream.range(0, ROWS)
                .mapToObj(row -> specs.stream().map(spec -> cell(spec[1], row)).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return (header + "\n" + rows + "\n").getBytes(UTF_8);
    }

    private static String cell(String content, int row) {
        int percent = content.indexOf("% ");
        if (percent > 0) {
            int every = 100 / Integer.parseInt(content.substring(0, percent));
            return row % every == 0 ? cell(content.substring(percent + 2), row) : "";
        }
        return switch (content) {
            case "own", "same" -> String.valueOf(13_800_000_000L + row);
            case "other" -> String.valueOf(13_900_000_000L + row);
            case "masked" -> String.format("138****%04d", row);
            case "lost" -> "1.38E+10";
            case "land" -> String.format("0571-8888%04d", row);
            case "short" -> String.format("138000%04d", row);
            case "blank" -> "";
            default -> "甲" + (char) ('A' + row % 26);
        };
    }

    private FileFormat detect(byte[] bytes, @Nullable String column) {
        return new FormatDetector(NUMBERS, IntakeLimits.defaults())
                .detect(Blocks.plain(directory, bytes), new InputSettings(List.of(), column));
    }
}
