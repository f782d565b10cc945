package io.qianhu.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrequencyTiersTest {
    private final FrequencyTiers tiers = new FrequencyTiers();

    @Test
    void eachRefusalTakesTheNextTierAndTheLastTierStays() {
        assertThat(tiers.refused()).isEqualTo(Duration.ofMinutes(1));
        assertThat(tiers.refused()).isEqualTo(Duration.ofHours(1));
        assertThat(tiers.refused()).isEqualTo(Duration.ofDays(1));
        assertThat(tiers.refused()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anAcceptedListBeginsWithTheShortestTierAgain() {
        tiers.refused();
        tiers.refused();
        tiers.accepted();

        assertThat(tiers.refused()).isEqualTo(Duration.ofMinutes(1));
    }
}
