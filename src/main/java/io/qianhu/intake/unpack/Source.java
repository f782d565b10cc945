package io.qianhu.intake.unpack;

import io.qianhu.intake.Survey;
import java.nio.file.Path;

/**
 * A file as an operator named it, packed or not.
 *
 * @param name as he named it, made absolute; {@code -} for standard input
 * @param path where its bytes are
 * @param spooled whether it is our copy of standard input
 */
public record Source(String name, Path path, Survey survey, boolean spooled) {}
