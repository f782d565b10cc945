package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndMarkTest {
    private static final String ROWS = "手机号\r\n13922000009\r\n";
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));

    @TempDir
    private Path directory;

    /** # is the mark, ; a line end and _ a blank. */
    @ParameterizedTest
    @CsvSource({"'',0", "a,1", "#,0", "a#,1", "a;#,2", "a;#;,2", "a;#_;_,2", "a_;##,3", "a#b,3", "#a,2", "a;,2"})
    void endsTheContent(String text, int content) {
        byte[] bytes =
                text.replace('#', '\u001a').replace(';', '\n').replace('_', ' ').getBytes(US_ASCII);
        assertThat(EndMark.contentBytes(bytes)).isEqualTo(content);
    }

    @Test
    void fillsABlockOfOldDisksAndNoMore() {
        assertThat(EndMark.contentBytes(("a" + "\u001a".repeat(128)).getBytes(US_ASCII)))
                .isEqualTo(1);
        assertThat(EndMark.contentBytes(("a" + "\u001a".repeat(129)).getBytes(US_ASCII)))
                .isEqualTo(2);
    }

    private List<ParsedBlock> read(String text, int blockBytes) {
        PlainFile file = Blocks.plain(directory, text.getBytes(UTF_8));
        IntakeLimits limits = Blocks.limits(blockBytes, 1024);
        FileFormat format = new FormatDetector(NUMBERS, limits).detect(file, new InputSettings(List.of(), null));
        BlockParser parser = new BlockParser(format, NUMBERS, limits);
        return Blocks.read(file.path(), format, format.firstRow(), limits).stream()
                .map(parser::parse)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001a", "\u001a\r\n", "\u001a \r\n\r\n", "13922000010\u001a"})
    void isPassedOverBehindFewRowsAndMany(String end) {
        for (int rows : new int[] {1, 20_000}) {
            String text = ROWS + "13922000009\n".repeat(rows - 1) + end;
            List<ParsedBlock> blocks = read(text, 1024);
            assertThat(blocks.stream().mapToLong(ParsedBlock::rows).sum())
                    .isEqualTo(end.startsWith("1") ? rows + 1 : rows);
            assertThat(blocks).allMatch(block -> block.rejected().rows().isEmpty());
        }
    }

    @Test
    void inTheMidstOfAFileItIsARejectAsBefore() {
        List<ParsedBlock> blocks = read(ROWS + "\u001a\r\n" + "13922000008\n".repeat(20), 1024);
        assertThat(blocks.stream()
                        .mapToLong(block -> block.rejected().rows().size())
                        .sum())
                .isOne();
    }

    @Test
    void aRestartGoesOnBehindEachBlockAndAtTheEndOfAnOlderVersion() {
        Path file = Blocks.write(directory, "1\n22\n333\n\u001a\r\n".getBytes(US_ASCII));
        FileFormat format = Blocks.format("US-ASCII", ',');
        IntakeLimits limits = Blocks.limits(2, 100);
        List<RowBlock> all = Blocks.read(file, format, format.firstRow(), limits);
        assertThat(all.stream()
                        .map(block -> new String(block.bytes(), US_ASCII))
                        .collect(Collectors.joining()))
                .isEqualTo("1\n22\n333\n");
        for (int i = 0; i < all.size(); i++) {
            assertThat(Blocks.read(file, format, all.get(i).end(), limits)).hasSize(all.size() - i - 1);
        }
        assertThat(Blocks.read(file, format, new BlockPosition(12, 5), limits)).isEmpty();
    }

    @Test
    void isNoMarkInUnitsOfTwoBytes() {
        Path file = Blocks.write(directory, "1\n\u201a".getBytes(UTF_16BE));
        FileFormat format = Blocks.format("UTF-16BE", ',');
        assertThat(Blocks.read(file, format, format.firstRow(), IntakeLimits.defaults()))
                .singleElement()
                .satisfies(block -> assertThat(block.bytes()).hasSize(6));
    }

    @Test
    void otherControlCharactersStillMeanThatItIsNoText() {
        assertThatThrownBy(() -> read(ROWS + "\u0007\u001a", 1024))
                .hasMessageContaining("holds control characters in 1");
    }
}
