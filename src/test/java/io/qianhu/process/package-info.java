/** The packaged jar as a process: run, killed, stopped, asked from outside; the sandbox's journal is the judge. */
@NullMarked
package io.qianhu.process;

import org.jspecify.annotations.NullMarked;
