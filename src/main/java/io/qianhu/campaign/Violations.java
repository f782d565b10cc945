package io.qianhu.campaign;

import io.qianhu.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file, so that all of it is said at once. */
final class Violations {
    private final String file;
    private final List<Violation> found = new ArrayList<>();

    Violations(String file) {
        this.file = file;
    }

    void add(Node where, String key, Message problem) {
        add(where.getStartMark().getLine() + 1, key, problem);
    }

    void add(int line, String key, Message problem) {
        found.add(new Violation(file, line, key, problem));
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Violation::line));
            throw new CampaignRefused(found);
        }
    }
}
