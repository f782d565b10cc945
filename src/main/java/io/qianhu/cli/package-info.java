/**
 * Commands, exit codes, progress. Start at {@link io.qianhu.cli.Qianhu}. May use every room.
 */
@NullMarked
package io.qianhu.cli;

import org.jspecify.annotations.NullMarked;
