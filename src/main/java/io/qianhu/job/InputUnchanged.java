package io.qianhu.job;

import io.qianhu.intake.Fingerprint;
import java.util.List;

/**
 * Makes sure, after the last row was read and before anything is submitted, that the files are still those whose
 * fingerprints the run has: a file that was replaced while it was read would leave lists of a file that never was.
 */
final class InputUnchanged {
    private InputUnchanged() {}

    /** @throws RunFailed when a file has other content than its fingerprint says */
    static void require(List<PlannedFile> files) {
        for (PlannedFile file : files) {
            if (!Fingerprint.of(file.path()).equals(file.fingerprint())) {
                throw new RunFailed(file.name()
                        + " changed while it was read; nothing was submitted. Start a new run with --again LABEL when"
                        + " the file is complete");
            }
        }
    }
}
