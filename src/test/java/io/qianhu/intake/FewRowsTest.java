package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.message.Message;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that hold no row: those by which nobody can be lost, and those that only look so. In texts, ; is a line end. */
class FewRowsTest {
    private static final InputSettings DETECTED = new InputSettings(List.of(), null);
    private static final String READ = "read as 0 rows (input.empty-files)";

    @TempDir
    private Path directory;

    private FileFormat detect(byte[] bytes, InputSettings input, boolean among) {
        return detect(among ? asEntry("readme.txt", bytes) : Blocks.plain(directory, bytes), input);
    }

    private PlainFile asEntry(String name, byte[] bytes) {
        PlainFile file = Blocks.plain(directory, bytes);
        return new PlainFile(
                "说明.zip > " + name, file.path(), file.survey(), PlainFile.Origin.UNPACKED, List.of(), true, List.of());
    }

    private static FileFormat detect(PlainFile file, InputSettings input) {
        return new FormatDetector(
                        new NumberReader(Set.of(NumberKind.MOBILE)), new IntakeLimits(1024, 1024, 1000, 1000, 2048))
                .detect(file, input);
    }

    private static byte[] bytes(@Nullable String text) {
        return (text == null
                        ? ""
                        : text.replace(";", "\r\n").replace("BOM", "\ufeff").replace("MARK", "\u001a"))
                .getBytes(UTF_8);
    }

    private static String remark(FileFormat format) {
        return format.evidence().get(format.evidence().size() - 1).english();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | holds no row",
                "BOM | holds no row",
                "; | holds no row",
                "BOM;;; | holds no row",
                "'  ;　;;' | holds no row",
                ",,,;,,,; | holds no row",
                "MARK | holds no row",
                ";MARK | holds no row",
                "手机号 | holds no row below its header",
                "姓名,手机号; | holds no row below its header",
                "BOM姓名,手机号;;  ;,; | holds no row below its header",
                "姓名,手机号;MARK | holds no row below its header",
                "客户名单;姓名,手机号; | holds no row below its header",
                "\"姓名\",\"手机号\"; | holds no row below its header",
                "手机1,手机2; | holds no row below its header",
                "姓名,家长手机号; | holds one row of names",
            })
    void isReadAsNoRows(@Nullable String text, String remark) {
        FileFormat format = detect(bytes(text), DETECTED, false);

        assertThat(remark(format)).isEqualTo(remark + ": " + READ);
        assertThat(format.isUnread(bytes(text).length)).isTrue();
        assertThatThrownBy(() -> detect(bytes(text), refusing(null), false))
                .isInstanceOf(InputRefused.class)
                .hasMessageEndingWith("numbers.csv: holds no row (" + bytes(text).length
                        + " bytes), and input.empty-files is refuse; check its export");
    }

    @Test
    void aBlankFileOfWideUnitsIsReadAsNoRows() {
        assertThat(remark(detect("\ufeff\r\n\r\n".getBytes(UTF_16LE), DETECTED, false)))
                .startsWith("holds no row:");
    }

    private static InputSettings refusing(@Nullable Integer header) {
        return new InputSettings(List.of(), null, null, true, null, header, null, null, false);
    }

    /** Somebody may be in it, or it is not known to be a header. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三,138****0000;",
                "张三,1.38E+10;",
                "张三,0571-88888888;",
                "张三,１３８００１３８０００转一;",
                "姓名,城市;张三,北京;",
                "姓名,手机号;\"张三,13800138000",
                "\"",
                "姓名,城市;",
                "ORA-00942: table or view does not exist;",
                "{\"code\":500,\"msg\":\"timeout\"}",
                "Connection timed out;",
                "导出失败，请重试",
                "13800138000转1"
            })
    void isNoFileWithoutRows(String text) {
        assertThatThrownBy(() -> {
                    FileFormat found = detect(bytes(text), DETECTED, false);
                    assertThat(found.isUnread(bytes(text).length)).isFalse();
                    throw new InputRefused(Message.text("rows are read"));
                })
                .isInstanceOf(InputRefused.class)
                .hasMessageNotContaining("empty-files");
    }

    @Test
    void oneRowOfWordsIsARowWhereTheFileHasNoHeader() {
        InputSettings noHeader =
                new InputSettings(List.of(), null, null, true, null, InputSettings.NO_HEADER, null, null, true);
        assertThatThrownBy(() -> detect(bytes("姓名,城市;"), noHeader, false)).hasMessageContaining("no column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "本压缩包为名单;请勿外传;",
                "更新于 2026-11-30 10:05;共两个文件;",
                "更新于 2026年11月30日;第 1 版 1.0.2;",
                "Read me first;The lists are in a.csv, b.csv;",
                "说明"
            })
    void aNoteBesideListsIsNotRead(String text) {
        FileFormat format = detect(bytes(text), DETECTED, true);

        assertThat(remark(format)).isEqualTo("not read, as it holds no number: a note beside the lists of its archive");
        assertThat(format.isUnread(bytes(text).length)).isTrue();
        assertThat(detect(bytes(text), refusing(null), true))
                .as("it is no empty list")
                .isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "说明.txt, 本名单仅供回访使用。;如有问题请联系王经理 13800000000。;, 1",
        "a/README.TXT, 本压缩包为名单;咨询请拨 400-820-8820;, 1",
        "说明.txt, 名单;张三 13800000000;, 0",
        "名单.txt, 本名单仅供回访使用。;如有问题请联系王经理 13800000000。;, 0",
        "说明.csv, 本名单仅供回访使用。;如有问题请联系王经理 13800000000。;, 0"
    })
    void aReadmeMayNameAHotline(String name, String text, int note) {
        PlainFile entry = asEntry(name, bytes(text));
        if (note == 1) {
            assertThat(remark(detect(entry, DETECTED))).startsWith("not read: a note beside the lists");
        } else {
            assertThatThrownBy(() -> detect(entry, DETECTED)).isInstanceOf(InputRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"名单;张三 138****0000;", "名单;张三 1.38E+10;", "名单;张三 １３８００１３８０００ 转一;", "名单;张三 138 0013 8000 转一;"})
    void aNoteThatHoldsANumberIsRefusedAsBefore(String text) {
        assertThatThrownBy(() -> detect(bytes(text), DETECTED, true)).isInstanceOf(InputRefused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a/readme.txt, 0",
        "使用说明.csv, 0",
        "README, 0",
        "Read_Me.csv, 0",
        "名单.txt, 0",
        "名单.csv, 1",
        "readme/a.csv, 1"
    })
    void aListWithoutNumbersIsNoNote(String name, int refused) {
        PlainFile entry = asEntry(name, bytes("姓名,城市;张三,北京;"));
        if (refused == 0) {
            assertThat(remark(detect(entry, DETECTED))).startsWith("not read, as it holds no number");
        } else {
            assertThatThrownBy(() -> detect(entry, DETECTED)).hasMessageContaining("no column of phone numbers");
        }
    }

    /** A pattern that takes them one by one by calling itself has no room for so many. */
    @ParameterizedTest
    @ValueSource(strings = {"9", "9 ", "1.3", "0-(", "%"})
    void aFileOfOneEndlessCellIsReadLikeAnyOther(String piece) {
        PlainFile file = Blocks.plain(directory, bytes("1" + piece.repeat(200_000)));
        FormatDetector detector =
                new FormatDetector(new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults());
        assertThatThrownBy(() -> detector.detect(file, DETECTED)).isInstanceOf(InputRefused.class);
    }

    @Test
    void aNoteThatIsNamedByItselfIsRefused() {
        assertThatThrownBy(() -> detect(bytes("本文件夹为名单;请勿外传;"), DETECTED, false))
                .hasMessageContaining("no column of phone numbers");
    }
}
