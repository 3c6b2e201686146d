/** Answers that take their time, over HTTP/2. */
@NullMarked
package dev.http2bin.bin.timing;

import org.jspecify.annotations.NullMarked;
