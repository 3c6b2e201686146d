/** A check list for those who write HTTP/2 clients. */
@NullMarked
package dev.http2bin.bin.check;

import org.jspecify.annotations.NullMarked;
