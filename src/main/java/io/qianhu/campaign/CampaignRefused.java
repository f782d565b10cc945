package io.qianhu.campaign;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A campaign file that cannot be used; names everything that is wrong with it at once. */
public final class CampaignRefused extends WordedException {
    private static final int MOST_NAMED = 20;

    private final transient List<Violation> violations;

    CampaignRefused(List<Violation> violations) {
        super(Message.joined(
                        "campaign.lines",
                        named(violations).stream().map(Violation::said).toList())
                .orElse(Message.NONE));
        this.violations = named(violations);
    }

    private static List<Violation> named(List<Violation> all) {
        if (all.size() <= MOST_NAMED) {
            return List.copyOf(all);
        }
        List<Violation> named = new ArrayList<>(all.subList(0, MOST_NAMED));
        int more = all.size() - MOST_NAMED;
        named.add(new Violation(all.get(0).file(), 0, "", Message.of("campaign.more-repair-these-first", more)));
        return List.copyOf(named);
    }

    /** Concerns the file as a whole. */
    static CampaignRefused of(Path file, Message problem) {
        return new CampaignRefused(List.of(new Violation(file.toString(), 0, "", problem)));
    }

    /** The first 20 in the order of the file, and how many more there are. */
    public List<Violation> violations() {
        return violations;
    }
}
