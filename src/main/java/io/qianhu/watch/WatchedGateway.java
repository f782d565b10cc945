package io.qianhu.watch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A gateway of which it is counted what it sends and hears. It changes nothing and waits for nothing. */
public final class WatchedGateway implements RobotTaskGateway {
    private final RobotTaskGateway gateway;
    private final ApiFigures figures;

    public WatchedGateway(RobotTaskGateway gateway, ApiFigures figures) {
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
                        figures.came(came.meaning());
                        note(came.reply());
                    }
                });
            }
        };
    }

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
