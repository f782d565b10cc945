package io.qianhu.job;

import io.qianhu.intake.FileFormat;
import io.qianhu.intake.Fingerprint;
import java.nio.file.Path;

/**
 * An input file with all that was found out about it before the run.
 *
 * @param number position in the run, from 0
 */
public record PlannedFile(int number, Path path, Fingerprint fingerprint, FileFormat format) {}
