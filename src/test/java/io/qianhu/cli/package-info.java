/** Commands in this process, as {@code main} runs them but for the end of the JVM. */
@NullMarked
package io.qianhu.cli;

import org.jspecify.annotations.NullMarked;
