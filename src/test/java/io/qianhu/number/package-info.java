/** What is read as a number, what is refused, and that the prefix tables say what libphonenumber says. */
@org.jspecify.annotations.NullMarked
package io.qianhu.number;
