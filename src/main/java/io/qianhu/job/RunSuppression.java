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
        List<String> rows = read.files().stream()
                .flatMap(file -> file.unreadableRows().stream())
                .limit(FEW)
                .map(row -> row.file() + " line " + row.line() + " \"" + row.cell() + "\"")
                .collect(Collectors.toCollection(ArrayList::new));
        if (read.unreadable() > rows.size()) {
            rows.add("…");
        }
        throw new RunRefused("numbers.suppress: rows cannot be read (" + read.unreadable()
                + "), so that whoever is meant there would be called: " + String.join(", ", rows)
                + "; repair or delete them, `qianhu check` lists them all; or set numbers.suppress-unreadable, which is "
                + limit + ", to warn or to a number of rows");
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
                    file.path().toString(),
                    file.fingerprint().bytes(),
                    file.fingerprint().sha256(),
                    file.numbers(),
                    file.unreadable(),
                    0));
        }
        List<String> earlier = new ArrayList<>();
        if (request.retryOf() != null) {
            earlier.add("callees of run " + request.retryOf());
        }
        Duration within = request.campaign().numbers().notCalledWithin();
        if (within != null) {
            earlier.add("called within " + NumberSettings.inWords(within));
        }
        if (!earlier.isEmpty()) {
            kept.add(new SuppressionList(kept.size(), String.join(", ", earlier), 0, null, 0, 0, 0));
        }
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
            throw new RunRefused("campaign " + run.campaign() + ": the lists of numbers.suppress changed since run "
                    + run.id() + " began: it has " + shown(kept) + "; now they are "
                    + named.stream().map(RunSuppression::shown).collect(Collectors.joining(", ", "[", "]"))
                    + ". Nothing of it was submitted: start a new run with --again LABEL, or put the lists back to"
                    + " continue it");
        }
        Suppression read = reader.apply(ordered);
        requireReadable(campaign, run.target(), read);
        for (int i = 0; i < ordered.size(); i++) {
            if (!read.files()
                    .get(i)
                    .fingerprint()
                    .sha256()
                    .equals(ofFiles(kept).get(i).sha256())) {
                throw new RunRefused(
                        shown(ordered.get(i)) + " was replaced while it was read; run again when it is complete");
            }
        }
        return read;
    }

    /** What to say about a run whose intake is done when the campaign names other lists now; empty for nothing. */
    String note(Campaign campaign, Run run, List<SuppressionList> kept) {
        if (campaign.numbers().suppress().isEmpty() && ofFiles(kept).isEmpty()) {
            return "";
        }
        String others = "run " + run.id() + " was prepared with the suppression lists " + shown(kept)
                + "; what numbers.suppress names now has no effect on it";
        try {
            List<Path> named = SuppressionFiles.resolve(campaign.numbers().suppress());
            boolean same =
                    named.size() == ofFiles(kept).size() && inOrder(kept, named).size() == named.size();
            return same ? "" : others;
        } catch (InputRefused e) {
            return others + " (" + e.getMessage() + ")";
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

    private static String shown(List<SuppressionList> kept) {
        return ofFiles(kept).stream()
                .map(list -> list.name() + " (" + list.bytes() + " bytes)")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String shown(Path path) {
        return path + " (" + Fingerprint.of(path).bytes() + " bytes)";
    }
}
