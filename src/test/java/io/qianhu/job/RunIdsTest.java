package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.Target;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunIdsTest {
    private static final String CONTENT = "a1".repeat(32);

    /** Another version that came to other ids would not find what this one has submitted. */
    @Test
    void staysWhatItIs() {
        assertThat(RunIds.of(Target.LIVE, CONTENT, 1_234_567, "", 0)).isEqualTo("csggwpjc");
        assertThat(RunIds.of(Target.LIVE, CONTENT, 1_234_567, "december", 1)).isEqualTo("ff47nd7h");
    }

    @Test
    void differsWithEachThingThatItFollowsFrom() {
        assertThat(Set.of(
                        RunIds.of(Target.LIVE, CONTENT, 1_234_567, "", 0),
                        RunIds.of(Target.SANDBOX, CONTENT, 1_234_567, "", 0),
                        RunIds.of(Target.LIVE, "b2".repeat(32), 1_234_567, "", 0),
                        RunIds.of(Target.LIVE, CONTENT, 1_234_568, "", 0),
                        RunIds.of(Target.LIVE, CONTENT, 1_234_567, "1", 0),
                        RunIds.of(Target.LIVE, CONTENT, 1_234_567, "", 1)))
                .hasSize(6);
    }

    @Test
    void isEightCharactersThatNobodyMistakesAndHardlyEverTheSame() {
        Set<String> ids = new HashSet<>();
        for (int script = 1; script <= 10_000; script++) {
            String id = RunIds.of(Target.LIVE, CONTENT, script, "", 0);
            assertThat(id).matches("[23456789bcdfghjkmnpqrstvwxz]{8}");
            ids.add(id);
        }
        assertThat(ids).hasSize(10_000);
        for (int place = 0; place < 8; place++) {
            int at = place;
            assertThat(ids.stream().map(id -> id.charAt(at)).distinct())
                    .as("characters at %d", at)
                    .hasSize(27);
        }
    }
}
