package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.message.Message;
import org.junit.jupiter.api.Test;

class ScheduleDataTest {
    @Test
    void remembersOfALongMessageWhatThereIsRoomFor() {
        String message = "很".repeat(30_000);
        ScheduleData data =
                ScheduleData.seenAt(LedgerOnDisk.NOW).failed("run", Message.text(message), LedgerOnDisk.NOW);
        assertThat(new ScheduleJson().serialize(data)).hasSizeLessThan(10_000);
        assertThat(data.retry())
                .isNotNull()
                .satisfies(
                        retry -> assertThat(retry.message()).asString().hasToString(message.substring(0, 1_999) + "…"));
    }
}
