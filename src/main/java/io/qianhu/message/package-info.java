/**
 * What is said to a person: a {@link io.qianhu.message.Message} is a key and what fills its places, an exception that a
 * person will read is {@link io.qianhu.message.Worded}, and {@link io.qianhu.message.Wording} puts it into words, in English
 * for the log and in the reader's language everywhere else. Nothing looks into a sentence again.
 */
@NullMarked
package io.qianhu.message;

import org.jspecify.annotations.NullMarked;
