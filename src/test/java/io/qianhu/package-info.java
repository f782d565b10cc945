/** Rules that hold for the whole code base. */
@org.jspecify.annotations.NullMarked
package io.qianhu;
