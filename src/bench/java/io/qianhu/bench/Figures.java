package io.qianhu.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one process cost.
 *
 * @param process wall, CPU and memory of the whole process
 * @param startSeconds from its start to the first byte of the input read, or the beginning of the query or job
 * @param workSeconds from there to the last list, or row, committed
 * @param parts what {@code workSeconds} and the rest consist of, in seconds and in order; may be empty
 * @param remark how the result differs from the expected one where that is allowed; empty when it does not
 */
record Figures(
        MeasuredProcess process, double startSeconds, double workSeconds, Map<String, Double> parts, String remark) {
    Figures {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** What came after the work: books, reports, the end of the process. */
    double restSeconds() {
        return process.wallSeconds() - startSeconds - workSeconds;
    }
}
