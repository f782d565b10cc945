/** Tests of the sandbox. Their client signs with code of its own, so that the verifier is not checked against itself. */
@NullMarked
package io.qianhu.http;

import org.jspecify.annotations.NullMarked;
