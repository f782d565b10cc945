package io.qianhu.job;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.PulledBrake;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.util.List;

/** What a run that nobody works on has come to, by what the ledger says and by nothing else. */
final class RunVerdict {
    private final RunStore runs;
    private final BrakeStore brakes;

    RunVerdict(RunStore runs, BrakeStore brakes) {
        this.runs = runs;
        this.brakes = brakes;
    }

    /** As below; where nobody knows what the campaign says, a run that calls nobody is in order only if it was so before. */
    RunEnd of(Run run) {
        return of(run, run.state() == RunState.COMPLETED);
    }

    /**
     * The first that is true: books that do not balance, a person gave it up, a brake that holds it, work left, lists for a
     * person, nobody to call, the end.
     *
     * @param emptyRun whether a run that calls nobody is in order
     */
    RunEnd of(Run run, boolean emptyRun) {
        Books books = runs.books(run.id());
        List<PulledBrake> pulled = brakes.pulled(run.id());
        if (!books.balanced()) {
            return end(run, RunState.FAILED, Message.of("job.books-not-balance"));
        }
        if (run.cancelled() != null) {
            return cancelled(run, run.cancelled(), books);
        }
        if (!pulled.isEmpty()) {
            return end(
                    run,
                    RunState.PAUSED,
                    Message.joined(
                                    "message.semicolon",
                                    pulled.stream().map(PulledBrake::message).toList())
                            .orElseThrow());
        }
        if (!run.intakeDone() || books.open()) {
            return end(run, RunState.STOPPED, left(run, books));
        }
        if (books.needsPerson()) {
            return end(run, RunState.ATTENTION, Message.NONE);
        }
        return EmptyRun.message(books.rowsRead(), books.rejectedByReason(), books.callees())
                .filter(nobody -> !emptyRun)
                .map(nobody -> end(run, RunState.ATTENTION, nobody))
                .orElseGet(() -> end(run, RunState.COMPLETED, Message.NONE));
    }

    private static RunEnd cancelled(Run run, Cancellation cancellation, Books books) {
        Message who =
                run.intakeDone() ? cancellation.text() : Message.of("job.cancelled-before-read", cancellation.text());
        if (books.open()) {
            return end(run, RunState.STOPPED, Message.of("job.looked-up-settle", who, lists(books), run.id()));
        }
        return end(run, books.needsPerson() ? RunState.ATTENTION : RunState.COMPLETED, who);
    }

    private static RunEnd end(Run run, RunState state, Message message) {
        return new RunEnd(run.id(), state, false, message);
    }

    private static Message lists(Books books) {
        long lists =
                books.lists(ListState.PENDING) + books.lists(ListState.UNCONFIRMED) + books.lists(ListState.SUBMITTING);
        return lists == 1 ? Message.of("job.list-left") : Message.of("job.lists-left", lists);
    }

    private static Message left(Run run, Books books) {
        return run.intakeDone()
                ? Message.of("job.run-command-again-continue", lists(books))
                : Message.of("job.files-not-read-end");
    }
}
