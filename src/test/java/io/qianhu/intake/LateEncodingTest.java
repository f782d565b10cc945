package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.TextEncoding;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose sample is all ASCII: only what comes after it tells UTF-8 from GB18030. */
class LateEncodingTest {
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));
    private static final IntakeLimits LIMITS = new IntakeLimits(1024, 1024, 1000, 1000, 2048);
    private static final String ASCII_ROWS = "phone,note\n" + "13800000001,x\n".repeat(500);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void isReadRightWhereverItsFirstChineseCharacterStands(String charset) {
        for (int padding = 0; padding < 9; padding++) {
            String text = ASCII_ROWS + "13800000002," + "x".repeat(padding) + "客户备注\n" + "13800000003,x\n".repeat(500);
            byte[] bytes = text.getBytes(Charset.forName(charset));
            PlainFile file = Blocks.plain(directory, bytes);
            assertThat(file.survey().firstNonAscii()).isEqualTo(ASCII_ROWS.length() + 12 + padding);

            FileFormat format = new FormatDetector(NUMBERS, LIMITS).detect(file, new InputSettings(List.of(), null));
            assertThat(format.charset()).isEqualTo(charset);
            assertThat(format.evidence().get(0)).asString().contains("ASCII before byte");
            BlockParser parser = new BlockParser(format, NUMBERS, LIMITS);
            assertThat(Blocks.read(file.path(), format, format.firstRow(), LIMITS).stream()
                            .flatMap(block -> parser.parse(block).rejected().rows().stream()))
                    .isEmpty();
        }
    }

    @Test
    void isNotLookedAtInTheMiddleOfAUnit() {
        byte[] bytes = (ASCII_ROWS + "13800000002,联\n" + "13800000003,x\n".repeat(500)).getBytes(UTF_16LE);
        PlainFile file = Blocks.plain(directory, bytes);
        assertThat(file.survey().firstNonAscii() % 2).isOne();
        InputSettings input = new InputSettings(List.of(), TextEncoding.UTF_16LE, null, true, null, null, null, null);
        assertThat(new FormatDetector(NUMBERS, LIMITS).detect(file, input).evidence())
                .extracting(Object::toString)
                .contains("encoding UTF-16LE: set by input.encoding");
    }

    @Test
    void isUtf8WhenItIsAsciiToItsEnd() {
        PlainFile file = Blocks.plain(directory, ASCII_ROWS.getBytes(UTF_8));
        assertThat(file.survey().firstNonAscii()).isEqualTo(Survey.NONE);
        assertThat(new FormatDetector(NUMBERS, LIMITS)
                        .detect(file, new InputSettings(List.of(), null))
                        .evidence())
                .extracting(Object::toString)
                .contains("encoding UTF-8: all ASCII");
    }
}
