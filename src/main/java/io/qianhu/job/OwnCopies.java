package io.qianhu.job;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our copies of packed input and of standard input hold phone numbers, and are needed until the ledger has them. */
final class OwnCopies {
    private static final Logger log = LoggerFactory.getLogger(OwnCopies.class);

    private OwnCopies() {}

    /** Deletes those among the files that are ours; one that cannot be deleted is only reported. */
    static void delete(List<PlannedFile> files) {
        for (PlannedFile file : files) {
            try {
                if (file.ours()) {
                    Files.deleteIfExists(file.path());
                }
            } catch (IOException e) {
                log.warn("{} is not needed any more and could not be deleted; delete it by hand.", file.path(), e);
            }
        }
    }
}
