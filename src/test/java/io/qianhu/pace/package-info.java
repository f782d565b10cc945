/** What the arithmetic of time promises, with instants given by hand. */
@org.jspecify.annotations.NullMarked
package io.qianhu.pace;
