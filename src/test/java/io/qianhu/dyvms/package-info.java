/** The API client against published vectors, the official SDK and a server that misbehaves. */
@NullMarked
package io.qianhu.dyvms;

import org.jspecify.annotations.NullMarked;
