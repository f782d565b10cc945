package io.qianhu.job;

import io.qianhu.intake.Fingerprint;
import io.qianhu.message.Message;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes sure, after the last row was read and before anything is submitted, that the files are still those whose
 * fingerprints the run has: a file that was replaced while it was read would leave lists of a file that never was.
 */
final class InputUnchanged {
    private InputUnchanged() {}

    /**
     * @param stop asked every few MB
     * @throws RunFailed when a file has other content than its fingerprint says
     * @throws io.qianhu.intake.ReadingStopped when it says so; nobody knows then
     */
    static void require(List<PlannedFile> files, BooleanSupplier stop) {
        for (PlannedFile file : files) {
            if (!Fingerprint.of(file.path(), stop).equals(file.fingerprint())) {
                throw new RunFailed(Message.of("job.changed-while-read", file.name()));
            }
        }
    }
}
