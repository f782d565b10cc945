/** The commands as an operator meets them, and the files and documents that come with them. */
@NullMarked
package io.qianhu.cli;

import org.jspecify.annotations.NullMarked;
