package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of files whose cells do not end at a delimiter that is read. In texts, ⏎ is a line end. */
class UnknownDelimiterTest {
    @TempDir
    private Path directory;

    private FileFormat detect(String text, InputSettings input) {
        PlainFile file = Blocks.plain(directory, text.replace("⏎", "\n").getBytes(UTF_8));
        return new FormatDetector(new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults())
                .detect(file, input);
    }

    private FileFormat detect(String text) {
        return detect(text, new InputSettings(List.of(), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "姓名^手机号⏎客户1^13922000001⏎客户2^13922000002⏎; \"^\"",
                "客户1^13922000001⏎客户2^13922000002⏎; \"^\"",
                "客户1，13922000001⏎客户2，13922000002⏎; \"，\"",
                "13922000001 客户1⏎13922000002 客户2⏎; a blank",
                "13922000001　客户1⏎13922000002　客户2⏎; a blank",
                "姓名    手机⏎张三    13922000001⏎欧阳锋  13922000002⏎; a blank",
                "客户1~13922000001~北京⏎客户2~13922000002~上海⏎; \"~\"",
                "客户1:13922000001⏎客户2:13922000002⏎; \":\"",
                "客户1；13922000001⏎客户2；13922000002⏎; \"；\"",
                "客户1｜13922000001⏎客户2｜13922000002⏎; \"｜\"",
                "客户1#13922000001⏎客户2#13922000002⏎; \"#\"",
                "客户1@@13922000001⏎客户2@@13922000002⏎; \"@@\"",
                "13922000001^客户1⏎13922000002^客户2⏎; \"^\"",
                "1^13922000001⏎2^13922000002⏎3^12⏎; \"^\"",
            })
    void namesTheDelimiter(String text, String delimiter) {
        assertThatThrownBy(() -> detect(text))
                .isInstanceOf(InputRefused.class)
                .hasMessage(directory.resolve("numbers.csv") + ": its cells seem to end at " + delimiter
                        + ", which is no delimiter that is read; export it with one of , ; | or tab, or replace it");
    }

    @Test
    void namesItAlsoWhereTheColumnIsSet() {
        assertThatThrownBy(() -> detect("姓名^手机号⏎客户1^13922000001⏎", new InputSettings(List.of(), "手机号")))
                .hasMessageContaining("its cells seem to end at \"^\"");
    }

    @Test
    void namesTheControlCharacterOfHive() {
        assertThatThrownBy(() -> detect("客户1\u000113922000001⏎客户2\u000113922000002⏎"))
                .hasMessageContaining("its cells seem to end at the control character \\x01, as those of Hive do");
        assertThatThrownBy(() -> detect(("备注".repeat(100) + "\u000113922000001⏎").repeat(3)))
                .hasMessageContaining("its cells seem to end at \"\\x01\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "客户1电话13922000001⏎客户2电话13922000002⏎; 2 of the first 2",
                "客户1(13922000001)⏎客户2(13922000002)⏎王五⏎; 2 of the first 3",
                "1,客户1电话13922000001⏎2,客户2电话13922000002⏎; 2 of the first 2",
            })
    void saysThatNumbersStandBesideSomethingElse(String text, String rows) {
        assertThatThrownBy(() -> detect(text))
                .hasMessageContaining("no cell is a phone number, but " + rows
                        + " rows hold one beside something else in a cell; write each number into a cell of its own"
                        + " (cells end at , ; | or tab)");
    }

    /** What is read, or wrong in another way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "手机⏎13922000001⏎13922000002^⏎",
                "手机⏎139 2200 0001⏎139-2200-0002⏎",
                "手机⏎13922000001/13922000002⏎13922000003/13922000004⏎",
                "手机⏎139****0001⏎139****0002⏎",
                "手机,备注⏎139****0001,回访 13922000001⏎139****0002,回访 13922000002⏎"
            })
    void leavesAloneWhatHasOtherTroublesOrNone(String text) {
        assertThat(detect(text).header()).contains("手机");
    }

    @Test
    void leavesTheOldMessageWhereThereIsNoNumber() {
        assertThatThrownBy(() -> detect("a^b⏎c^d⏎")).hasMessageContaining("no column of phone numbers was found");
    }

    /** What stands before a number is looked for from the number on. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void looksAtALongRowOnce() {
        String row = "-".repeat(400_000) + "x^13800138000y⏎";
        assertThatThrownBy(() -> detect(row + row)).isInstanceOf(InputRefused.class);
        assertThatThrownBy(() -> detect("𠀀^13922000001⏎𠀀^13922000002⏎")).hasMessageContaining("end at \"^\"");
    }
}
