/** Bytes on their way from one buffer to another. */
@NullMarked
package dev.http2bin.http2.buffer;

import org.jspecify.annotations.NullMarked;
