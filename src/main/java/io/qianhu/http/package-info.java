/**
 * A small HTTP/1.1 server that slow and silent clients cannot starve. Start at {@link io.qianhu.http.WebServer}. Uses no other
 * room.
 */
@NullMarked
package io.qianhu.http;

import org.jspecify.annotations.NullMarked;
