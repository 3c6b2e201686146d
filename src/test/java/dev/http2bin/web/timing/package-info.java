/** Answers that take their time, over HTTP/2. */
@NullMarked
package dev.http2bin.web.timing;

import org.jspecify.annotations.NullMarked;
