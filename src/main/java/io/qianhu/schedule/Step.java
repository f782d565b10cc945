package io.qianhu.schedule;

import java.time.Instant;
import java.util.List;

/** What is done for a campaign now. */
sealed interface Step {
    /** An unfinished run goes on. */
    record Continue(String run) implements Step {}

    /** A run begins on these files. */
    record Begin(List<NewFile> files) implements Step {
        public Begin {
            files = List.copyOf(files);
        }
    }

    /** Nothing, until then. */
    record Rest(Instant until) implements Step {}
}
