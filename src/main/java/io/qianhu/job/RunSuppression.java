package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.campaign.UnreadableLimit;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.intake.SuppressionFile;
import io.qianhu.intake.SuppressionFiles;
import io.qianhu.intake.SuppressionFiles.Suppression;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The suppression lists of a run.
 *
 * <ol>
 *   <li>A new run keeps path, size and SHA-256 of each list; behind them stand the numbers that earlier runs have
 *       called, where the campaign asks for those.
 *   <li>A restart before the end of intake needs the same lists: with others, some of its rows would be compared with
 *       the old ones and some with the new ones.
 *   <li>Whoever stands in a row that cannot be read would be called; so a live run neither begins nor reads on with more
 *       such rows than the campaign allows.
 *   <li>After intake they are not read any more. What is stored was compared with the lists of then, which is said when
 *       the campaign names others now.
 * </ol>
 */
final class RunSuppression {
    /** What one line can say. */
    private static final int FEW = 5;

    private final Function<List<Path>, Suppression> reader;

    RunSuppression(IntakeLimits limits, Reading reading) {
        this(paths -> read(paths, limits, reading));
    }

    /** Reads the lists in another way. */
    RunSuppression(Function<List<Path>, Suppression> reader) {
        this.reader = reader;
    }

    /**
     * Reads the lists of a campaign, packed or not.
     *
     * @throws InputRefused when one cannot be used
     */
    static Suppression read(Campaign campaign, IntakeLimits limits) {
        return read(SuppressionFiles.resolve(campaign.numbers().suppress()), limits, Reading.TO_THE_END);
    }

    /**
     * Reads the lists for a new run.
     *
     * @throws InputRefused when one cannot be used
     * @throws RunRefused when too many of their rows cannot be read, and the run is live
     */
    Suppression first(RunRequest request) {
        Suppression read = reader.apply(
                SuppressionFiles.resolve(request.campaign().numbers().suppress()));
        requireReadable(request.campaign(), request.target(), read);
        return read;
    }

    private static void requireReadable(Campaign campaign, Target target, Suppression read) {
        UnreadableLimit limit = campaign.numbers().suppressUnreadable();
        if (target != Target.LIVE || !limit.isExceededBy(read.unreadable())) {
            return;
        }
        List<Message> rows = read.files().stream()
                .flatMap(file -> file.unreadableRows().stream())
                .limit(FEW)
                .map(row -> Message.of("job.line", row.file(), row.line(), row.cell()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (read.unreadable() > rows.size()) {
            rows.add(Message.text("…"));
        }
        throw new RunRefused(Message.of(
                "job.numbers-suppress-rows-cannot-read",
                read.unreadable(),
                Message.joined("message.comma", rows).orElseThrow(),
                limit));
    }

    static Suppression read(List<Path> paths, IntakeLimits limits, Reading reading) {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            return new SuppressionFiles(limits, folder.path(), reading).read(paths);
        }
    }

    /** What a new run keeps of them. */
    static List<SuppressionList> kept(RunRequest request, Suppression suppression) {
        List<SuppressionList> kept = new ArrayList<>();
        for (SuppressionFile file : suppression.files()) {
            kept.add(new SuppressionList(
                    kept.size(),
                    Message.text(file.path().toString()),
                    file.fingerprint().bytes(),
                    file.fingerprint().sha256(),
                    file.numbers(),
                    file.unreadable(),
                    0));
        }
        List<Message> earlier = new ArrayList<>();
        if (request.retryOf() != null) {
            earlier.add(Message.of("job.callees-run", request.retryOf()));
        }
        Duration within = request.campaign().numbers().notCalledWithin();
        if (within != null) {
            earlier.add(Message.of("job.called-within", NumberSettings.inWords(within)));
        }
        Message.joined("message.comma", earlier)
                .ifPresent(name -> kept.add(new SuppressionList(kept.size(), name, 0, null, 0, 0, 0)));
        return kept;
    }

    /**
     * Reads the lists again for a run whose intake is unfinished, in the order that the run keeps.
     *
     * @throws RunRefused when the campaign names others, or as {@link #first}
     * @throws InputRefused when one cannot be used
     */
    Suppression again(Campaign campaign, Run run, List<SuppressionList> kept) {
        List<Path> named = SuppressionFiles.resolve(campaign.numbers().suppress());
        List<Path> ordered = inOrder(kept, named);
        if (ordered.size() < named.size() || ordered.size() < ofFiles(kept).size()) {
            throw new RunRefused(Message.of(
                    "job.campaign-lists-numbers-suppress-changed-since",
                    run.campaign(),
                    run.id(),
                    shown(kept),
                    listed(named.stream().map(RunSuppression::shown).toList())));
        }
        Suppression read = reader.apply(ordered);
        requireReadable(campaign, run.target(), read);
        for (int i = 0; i < ordered.size(); i++) {
            if (!read.files()
                    .get(i)
                    .fingerprint()
                    .sha256()
                    .equals(ofFiles(kept).get(i).sha256())) {
                throw new RunRefused(Message.of("job.replaced-while-read", shown(ordered.get(i))));
            }
        }
        return read;
    }

    /** What to say about a run whose intake is done when the campaign names other lists now; empty for nothing. */
    Message note(Campaign campaign, Run run, List<SuppressionList> kept) {
        if (campaign.numbers().suppress().isEmpty() && ofFiles(kept).isEmpty()) {
            return Message.NONE;
        }
        Message others = Message.of("job.run-prepared-suppression-lists", run.id(), shown(kept));
        try {
            List<Path> named = SuppressionFiles.resolve(campaign.numbers().suppress());
            boolean same =
                    named.size() == ofFiles(kept).size() && inOrder(kept, named).size() == named.size();
            return same ? Message.NONE : others;
        } catch (InputRefused e) {
            return Message.of("message.brackets", others, e);
        }
    }

    private static List<SuppressionList> ofFiles(List<SuppressionList> kept) {
        return kept.stream().filter(list -> list.sha256() != null).toList();
    }

    /** Those of the named files that have the content of the kept lists, in the order of these. */
    private static List<Path> inOrder(List<SuppressionList> kept, List<Path> named) {
        List<Path> unclaimed = new ArrayList<>(named);
        List<String> contents = unclaimed.stream()
                .map(path -> Fingerprint.of(path).sha256())
                .collect(Collectors.toCollection(ArrayList::new));
        List<Path> ordered = new ArrayList<>();
        for (SuppressionList list : ofFiles(kept)) {
            int at = contents.indexOf(Objects.requireNonNull(list.sha256()));
            if (at >= 0) {
                ordered.add(unclaimed.remove(at));
                contents.remove(at);
            }
        }
        return ordered;
    }

    private static Message shown(List<SuppressionList> kept) {
        return listed(ofFiles(kept).stream()
                .map(list -> Message.of("job.bytes", list.name(), list.bytes()))
                .toList());
    }

    private static Message listed(List<Message> lists) {
        return Message.of("message.list", Message.joined("message.comma", lists).orElse(Message.NONE));
    }

    private static Message shown(Path path) {
        return Message.of("job.bytes", path, Fingerprint.of(path).bytes());
    }
}
