/** What intake takes and refuses. Every phone number in these tests is invented. */
@org.jspecify.annotations.NullMarked
package io.qianhu.intake;
