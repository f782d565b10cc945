package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import io.qianhu.schedule.CampaignSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulesTableTest {
    @Test
    void showsWhenEachCampaignComesRoundAndWhatItDoes() {
        Instant two = Instant.parse("2026-03-02T18:00:00Z");
        assertThat(new SchedulesTable(Language.EN.words(), ZoneId.of("Asia/Shanghai"))
                        .render(List.of(
                                new CampaignSchedule("spring", "0 2 * * * Asia/Shanghai", two, Message.text("waits")),
                                new CampaignSchedule(
                                        "by-hand", "", null, Message.text("has no schedule; it is run by command")))))
                .isEqualTo("""
                        Campaigns (qianhu serve)
                          spring   next 2026-03-03 02:00  0 2 * * * Asia/Shanghai
                            waits
                          by-hand
                            has no schedule; it is run by command

                        """);
    }
}
