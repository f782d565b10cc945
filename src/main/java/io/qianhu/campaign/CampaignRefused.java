package io.qianhu.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A campaign file that cannot be used; names everything that is wrong with it at once. */
public final class CampaignRefused extends RuntimeException {
    private final transient List<Violation> violations;

    CampaignRefused(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /** Concerns the file as a whole. */
    static CampaignRefused of(Path file, String problem) {
        return new CampaignRefused(List.of(new Violation(file.toString(), 0, "", problem)));
    }

    /** At least one, in the order of the file. */
    public List<Violation> violations() {
        return violations;
    }
}
