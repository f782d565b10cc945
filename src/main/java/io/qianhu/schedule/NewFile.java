package io.qianhu.schedule;

import java.nio.file.Path;

/**
 * A complete file that no run of the campaign has read.
 *
 * @param sha256 of its content when it was seen
 */
record NewFile(Path path, String sha256) {}
