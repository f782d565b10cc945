package io.qianhu.intake.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.UnpackSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
    private final AtomicInteger looks = new AtomicInteger();

    private InputStream members(byte[] packed) {
        Budget budget =
                new Budget("a.gz", packed.length, UnpackSettings.defaults(), () -> looks.incrementAndGet() == 2);
        return new GzipMembers("a.gz", new ByteArrayInputStream(packed), budget);
    }

    /** Gigabytes of them would be read before anybody was asked. */
    @Test
    void endsWhenItIsToldAmongMembersOfNothing() throws IOException {
        byte[] empty = Packed.gzip(new byte[0]);
        byte[] packed = new byte[8 << 20];
        for (int at = 0; at + empty.length <= packed.length; at += empty.length) {
            System.arraycopy(empty, 0, packed, at, empty.length);
        }
        try (InputStream members = members(packed)) {
            assertThatThrownBy(members::read).isInstanceOf(ReadingStopped.class);
        }
        assertThat(looks).hasValue(2);
    }

    /** A reader whose buffer is full asks for nothing, and that may be at any place. */
    @Test
    void aReadOfNothingLosesNothing() throws IOException {
        byte[] rows = Packed.utf8("phone\n" + "13800000000\n".repeat(50_000));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream members = members(Packed.concat(Packed.gzip(rows), Packed.gzip(rows)))) {
            byte[] some = new byte[1_000];
            for (int count = 0; count >= 0; count = members.read(some)) {
                read.write(some, 0, count);
                assertThat(members.read(some, 0, 0)).isZero();
            }
        }
        assertThat(read.toByteArray()).isEqualTo(Packed.concat(rows, rows));
    }
}
