package io.qianhu.cli;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.watch.ApiFigures;
import io.qianhu.watch.ApiFigures.Outcome;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A gateway of which it is counted what it sends and hears. It changes nothing and waits for nothing. */
final class WatchedGateway implements RobotTaskGateway {
    private final RobotTaskGateway gateway;
    private final ApiFigures figures;

    WatchedGateway(RobotTaskGateway gateway, ApiFigures figures) {
        this.gateway = gateway;
        this.figures = figures;
    }

    @Override
    public Submission prepare(RobotTask task) {
        Submission submission = gateway.prepare(task);
        return new Submission() {
            @Override
            public Instant signedAt() {
                return submission.signedAt();
            }

            @Override
            public String nonce() {
                return submission.nonce();
            }

            @Override
            public CompletableFuture<Answer> send() {
                CompletableFuture<Answer> answer = submission.send();
                figures.sent();
                return answer.whenComplete((came, failure) -> {
                    if (came != null) {
                        figures.came(came.fold(OUTCOME));
                        note(came.reply());
                    }
                });
            }
        };
    }

    private static final Answer.Cases<Outcome> OUTCOME = new Answer.Cases<>() {
        @Override
        public Outcome accepted(Answer.Accepted answer) {
            return Outcome.ACCEPTED;
        }

        @Override
        public Outcome throttled(Answer.Throttled answer) {
            return Outcome.THROTTLED;
        }

        @Override
        public Outcome frequencyLimited(Answer.FrequencyLimited answer) {
            return Outcome.FREQUENCY_LIMITED;
        }

        @Override
        public Outcome outsidePeriod(Answer.OutsidePeriod answer) {
            return Outcome.OUTSIDE_PERIOD;
        }

        @Override
        public Outcome unreachable(Answer.Unreachable answer) {
            return Outcome.UNREACHABLE;
        }

        @Override
        public Outcome stop(Answer.Stop answer) {
            return Outcome.STOP;
        }

        @Override
        public Outcome refused(Answer.Refused answer) {
            return Outcome.REFUSED;
        }

        @Override
        public Outcome unrecognised(Answer.Unrecognised answer) {
            return Outcome.UNRECOGNISED;
        }

        @Override
        public Outcome unconfirmed(Answer.Unconfirmed answer) {
            return Outcome.UNCONFIRMED;
        }
    };

    /** Without a status line nobody answered. */
    private void note(Reply reply) {
        if (reply.httpStatus() > 0) {
            figures.heard();
        } else {
            figures.notHeard(reply.code());
        }
    }

    @Override
    public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
        return heard(gateway.find(taskName, createdFrom, createdTo));
    }

    @Override
    public Lookup find(String taskName) {
        return heard(gateway.find(taskName));
    }

    @Override
    public Lookup list(Instant createdFrom, Instant createdTo) {
        return heard(gateway.list(createdFrom, createdTo));
    }

    private Lookup heard(Lookup lookup) {
        if (lookup instanceof Lookup.NotAnswered none) {
            note(none.reply());
        } else {
            figures.heard();
        }
        return lookup;
    }

    @Override
    public String account() {
        return gateway.account();
    }

    @Override
    public void requireCredentials() {
        gateway.requireCredentials();
    }
}
