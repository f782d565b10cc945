package io.qianhu.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
    /** A reader whose buffer is full asks for nothing, and that may be at any place. */
    @Test
    void aReadOfNothingLosesNothing() throws IOException {
        byte[] rows = Packed.utf8("phone\n" + "13800000000\n".repeat(50_000));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream members = new GzipMembers(
                "a.gz", new ByteArrayInputStream(Packed.concat(Packed.gzip(rows), Packed.gzip(rows))))) {
            byte[] some = new byte[1_000];
            for (int count = 0; count >= 0; count = members.read(some)) {
                read.write(some, 0, count);
                assertThat(members.read(some, 0, 0)).isZero();
            }
        }
        assertThat(read.toByteArray()).isEqualTo(Packed.concat(rows, rows));
    }
}
