package io.qianhu.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A campaign file that cannot be used; names everything that is wrong with it at once. */
public final class CampaignRefused extends RuntimeException {
    private static final int MOST_NAMED = 20;

    private final transient List<Violation> violations;

    CampaignRefused(List<Violation> violations) {
        super(named(violations).stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = named(violations);
    }

    private static List<Violation> named(List<Violation> all) {
        if (all.size() <= MOST_NAMED) {
            return List.copyOf(all);
        }
        List<Violation> named = new ArrayList<>(all.subList(0, MOST_NAMED));
        int more = all.size() - MOST_NAMED;
        named.add(new Violation(all.get(0).file(), 0, "", "and " + more + " more; repair these first"));
        return List.copyOf(named);
    }

    /** Concerns the file as a whole. */
    static CampaignRefused of(Path file, String problem) {
        return new CampaignRefused(List.of(new Violation(file.toString(), 0, "", problem)));
    }

    /** The first 20 in the order of the file, and how many more there are. */
    public List<Violation> violations() {
        return violations;
    }
}
