package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run that calls nobody, which is seldom what its operator wants.
 *
 * <ol>
 *   <li>Files of which none holds a row make no run: their content is the same night after night, so a run of them would
 *       be told of once and then be taken as done.
 *   <li>A run that has read rows and has no callee needs attention when it has rejected any of them. When all are
 *       suppressed or duplicates, everybody was called before or must not be called.
 *   <li>{@code limits.empty-run: ok} says that neither is worth a word.
 * </ol>
 */
public final class EmptyRun {
    private EmptyRun() {}

    /** @throws InputRefused when no file holds a row, and the campaign does not say that this is in order */
    static void require(Campaign campaign, List<PlannedFile> files) {
        if (campaign.limits().emptyRun() || files.stream().anyMatch(PlannedFile::holdsRows)) {
            return;
        }
        PlannedFile first = files.get(0);
        Message name = Message.of("job.bytes", first.name(), first.fingerprint().bytes());
        throw new InputRefused(
                files.size() == 1
                        ? Message.of("job.holds-no-row", name)
                        : Message.of("job.none-files-holds-row", files.size(), name));
    }

    /**
     * What is to be said of a run that calls nobody and should: what became of its rows, and what to do.
     *
     * @param rejectedByReason rows by the name of their reason
     */
    public static Optional<Message> message(long rows, Map<String, Long> rejectedByReason, long callees) {
        long rejected =
                rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
        if (callees > 0 || rejected == 0) {
            return Optional.empty();
        }
        Map.Entry<String, Long> most = rejectedByReason.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow();
        return Optional.of(Message.of(
                "job.nobody-called-rows-rejected",
                rejected,
                rows,
                most.getValue(),
                most.getKey().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
