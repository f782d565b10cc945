package io.qianhu.job;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.PositionedColumn;
import java.nio.file.Path;
import java.util.List;

/**
 * An input file with all that was found out about it before the run.
 *
 * @param number position in the run, from 0
 * @param name as messages and reports show it
 * @param path where its bytes are; once intake is done, they may be gone
 * @param ours whether it is a copy of ours, which is deleted once intake is done
 */
public record PlannedFile(
        int number, String name, Path path, Fingerprint fingerprint, FileFormat format, boolean ours) {
    /** A file that is read where the operator has it. */
    public PlannedFile(int number, Path path, Fingerprint fingerprint, FileFormat format) {
        this(number, path.toString(), path, fingerprint, format, false);
    }

    /** Whether any of it is read. */
    boolean holdsRows() {
        return !format.isUnread(fingerprint.bytes());
    }

    /** @throws io.qianhu.intake.InputRefused when the column that is set may be another person's in some of the files */
    static void requireColumn(InputSettings input, List<PlannedFile> files) {
        if (input.column() != null) {
            PositionedColumn.require(
                    input.column(),
                    files.stream().map(PlannedFile::name).toList(),
                    files.stream().map(PlannedFile::format).toList());
        }
    }

    /** A plain file, with its format. */
    static PlannedFile of(int number, PlainFile file, FileFormat format) {
        return new PlannedFile(
                number,
                file.name(),
                file.path(),
                file.survey().fingerprint(),
                format,
                file.origin() != PlainFile.Origin.NAMED);
    }
}
