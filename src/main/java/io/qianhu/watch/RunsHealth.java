package io.qianhu.watch;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.number.Shown;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Out of service while the latest run of a campaign has failed or needs a person; the process itself is well. */
final class RunsHealth extends AbstractHealthIndicator {
    private final Campaigns campaigns;

    RunsHealth(Campaigns campaigns) {
        super("the runs cannot be read from the ledger");
        this.campaigns = campaigns;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (Campaigns.Standing one : campaigns.all()) {
            one.latestRun().ifPresent(run -> {
                builder.withDetail(
                        Shown.line(one.campaign().name()),
                        run.state().of(run.id(), null).english());
                if (troubles(run)) {
                    builder.outOfService();
                }
            });
        }
    }

    private static boolean troubles(Run run) {
        return run.state() == RunState.FAILED || run.state() == RunState.PAUSED || run.state() == RunState.ATTENTION;
    }
}
