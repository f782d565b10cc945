package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.TextEncoding;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the campaign sets is taken instead of what would be detected, is shown, and is refused where it cannot be true.
 */
class OverridesTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));

    @TempDir
    private Path directory;

    @Test
    void takesTheEncodingThatIsSet() {
        byte[] bytes = "编号,手机号\n1,13800000001\n".getBytes(GB18030);
        FileFormat format = detect(bytes, TextEncoding.GB18030, null, true, null);
        assertThat(format.charset()).isEqualTo("GB18030");
        assertThat(format.evidence()).extracting(Object::toString).contains("encoding GB18030: set by input.encoding");
        assertThat(format.header()).containsExactly("编号", "手机号");
    }

    @Test
    void showsWhatDoesNotDecodeInTheEncodingThatIsSet() {
        byte[] bytes = "编号,phone\n1,13800000001\n".getBytes(GB18030);
        assertThat(detect(bytes, TextEncoding.UTF_8, null, true, null)
                        .evidence()
                        .get(0))
                .asString()
                .startsWith("encoding UTF-8: set by input.encoding, but errors were seen (")
                .endsWith("the rows that hold them will be rejected");
    }

    @Test
    void refusesAnEncodingAgainstTheByteOrderMark() {
        byte[] bytes = "\ufeffphone\n13800000001\n".getBytes(UTF_16LE);
        assertThat(detect(bytes, TextEncoding.UTF_16LE, null, true, null).charset())
                .isEqualTo("UTF-16LE");
        assertThatThrownBy(() -> detect(bytes, TextEncoding.GB18030, null, true, null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("numbers.csv: begins with the byte order mark of UTF-16LE, but input.encoding is"
                        + " gb18030; correct or remove input.encoding");
    }

    @Test
    void readsTextWithZeroBytesWhenItsEncodingIsSet() {
        byte[] bytes = "phone,note\n13800000001,\u0000\n".getBytes(UTF_8);
        assertThatThrownBy(() -> detect(bytes, null, null, true, null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("(the first is at byte 23); export it as CSV, or set input.encoding");
        assertThat(detect(bytes, TextEncoding.UTF_8, null, true, null).evidence())
                .extracting(Object::toString)
                .contains("encoding UTF-8: set by input.encoding, although zero bytes were seen (1)");
    }

    @Test
    void takesTheDelimiterThatIsSet() {
        byte[] bytes = "a|b,phone\n1|x,13800000001\n".getBytes(UTF_8);
        assertThat(detect(bytes, null, null, true, null).delimiter()).isEqualTo(',');
        FileFormat format = detect(bytes, null, '|', true, 1, "2");
        assertThat(format.header()).containsExactly("a", "b,phone");
        assertThat(format.evidence())
                .extracting(Object::toString)
                .contains("delimiter |: set by input.delimiter; 2 of the first 2 rows have 2 cells");
    }

    @Test
    void takesQuotesAsTextWhenThereAreNone() {
        byte[] bytes = "size,phone\n\"5,13800000001\n6\",13800000002\n".getBytes(UTF_8);
        FileFormat format = detect(bytes, null, null, false, null);
        assertThat(format.evidence()).extracting(Object::toString).contains("quote none: set by input.quote");
        ParsedBlock parsed = parse(format);
        assertThat(parsed.accepted()).isEqualTo(2);
        assertThat(parsed.rejected().rows()).isEmpty();
    }

    @Test
    void cutsBlocksAtTheSameRowsAsTheParserWhenQuotesAreText() {
        byte[] bytes = "\"1\",13800000001\n\"2,x\n3\",13800000003\n".getBytes(UTF_8);
        FileFormat format = new FileFormat(
                "UTF-8", ',', 0, 1, List.of(), 1, List.of(), true, false, 0, 0, false, 0, false, List.of(), List.of());
        Path file = Blocks.write(directory, bytes);
        List<RowBlock> blocks = Blocks.read(file, format, format.firstRow(), Blocks.limits(1, 100));
        BlockParser parser = new BlockParser(format, NUMBERS, IntakeLimits.defaults());
        assertThat(blocks).hasSize(3);
        assertThat(blocks.stream().mapToInt(block -> parser.parse(block).rows()).sum())
                .isEqualTo(3);
        assertThat(parser.parse(blocks.get(1)).rejected().rows().get(0).cells()).containsExactly("\"2", "x");
    }

    @Test
    void takesTheHeaderLineThatIsSet() {
        byte[] bytes = "A,B\n\"x\ny\",z\n\nid,phone\n1,13800000001\n".getBytes(UTF_8);
        FileFormat format = detect(bytes, null, null, true, 5);
        assertThat(format.header()).containsExactly("id", "phone");
        assertThat(format.firstRowLine()).isEqualTo(6);
        assertThat(format.evidence())
                .extracting(Object::toString)
                .contains("header below title lines (2): 2 names, set by input.header");
    }

    @Test
    void takesEveryRowAsDataWhenThereIsNoHeader() {
        byte[] bytes = "phone\n13800000001\n".getBytes(UTF_8);
        FileFormat format = detect(bytes, null, null, true, InputSettings.NO_HEADER);
        assertThat(format.header()).isEmpty();
        assertThat(format.firstRowByte()).isZero();
        assertThat(format.evidence()).extracting(Object::toString).contains("no header, set by input.header");
    }

    @Test
    void refusesAHeaderLineOnWhichNoRowBegins() {
        byte[] bytes = "id,phone\n\"1\n2\",13800000001\n\n".getBytes(UTF_8);
        for (int line : new int[] {3, 4, 9}) {
            assertThatThrownBy(() -> detect(bytes, null, null, true, line))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("input.header is " + line + ", but no row begins on that line");
        }
    }

    @Test
    void refusesAHeaderLineThatWouldSwallowNumbers() {
        byte[] noHeader = "13800000001\n13800000002\n".getBytes(UTF_8);
        assertThatThrownBy(() -> detect(noHeader, null, null, true, 1))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("line 1: this row holds a number")
                .hasMessageNotContaining("13800000001");
        byte[] headerFurtherUp = "phone,id\n13800000001,a\n13800000002,b\n13800000003,c\n".getBytes(UTF_8);
        assertThatThrownBy(() -> detect(headerFurtherUp, null, null, true, 3, "1"))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("line 2: this row holds a number");
    }

    @Test
    void aHotlineInATitleIsNoRow() {
        byte[] bytes = "hotline,13800000009\nphone,name\n13800000001,a\n".getBytes(UTF_8);
        assertThat(detect(bytes, null, null, true, 2).header()).containsExactly("phone", "name");
    }

    private FileFormat detect(
            byte[] bytes,
            @Nullable TextEncoding encoding,
            @Nullable Character delimiter,
            boolean quote,
            @Nullable Integer header) {
        return detect(bytes, encoding, delimiter, quote, header, null);
    }

    private FileFormat detect(
            byte[] bytes,
            @Nullable TextEncoding encoding,
            @Nullable Character delimiter,
            boolean quote,
            @Nullable Integer header,
            @Nullable String column) {
        InputSettings input = new InputSettings(List.of(), encoding, delimiter, quote, null, header, column, null);
        return new FormatDetector(NUMBERS, IntakeLimits.defaults()).detect(Blocks.plain(directory, bytes), input);
    }

    private ParsedBlock parse(FileFormat format) {
        Path file = directory.resolve("numbers.csv");
        List<RowBlock> blocks = Blocks.read(file, format, format.firstRow(), IntakeLimits.defaults());
        assertThat(blocks).hasSize(1);
        return new BlockParser(format, NUMBERS, IntakeLimits.defaults()).parse(blocks.get(0));
    }
}
