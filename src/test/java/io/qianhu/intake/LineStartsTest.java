package io.qianhu.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RejectedRow;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rejected rows begin, through the parser that asks for it. */
class LineStartsTest {
    private static final long FIRST_BYTE = 1_000;

    private static final List<String> ROWS =
            List.of("1,甲乙\r\n", "2,\"a\nb\r\nc\r\"\r", "\n\n", "3,丙𠀀\n", "13800138000,x\n", "4,\u0d0a\u0a0d\r", "5");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"})
    void aRejectedRowHasTheByteWhereItBegins(String charset) {
        String text = String.join("", ROWS);
        byte[] bytes = text.getBytes(Charset.forName(charset));
        FileFormat format = new FileFormat(charset, ',', 0, 1, List.of(), 0, List.of());
        RowBlock block = new RowBlock(0, FIRST_BYTE, FIRST_BYTE + bytes.length, 7, 17, bytes);

        ParsedBlock parsed = new BlockParser(
                        format, new NumberReader(Set.of(NumberKind.MOBILE)), IntakeLimits.defaults())
                .parse(block);

        assertThat(parsed.rejected().rows())
                .extracting(RejectedRow::byteOffset)
                .containsExactly(at(0, charset), at(1, charset), at(3, charset), at(5, charset), at(6, charset));
        assertThat(parsed.rejected().rows())
                .extracting(row -> row.cells().get(0))
                .containsExactly("1", "2", "3", "4", "5");
    }

    private static long at(int row, String charset) {
        return FIRST_BYTE + String.join("", ROWS.subList(0, row)).getBytes(Charset.forName(charset)).length;
    }
}
