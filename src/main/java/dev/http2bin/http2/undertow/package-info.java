/** Bodies and responses on Undertow's channels: read, written and given back on the I/O thread, which nothing here blocks. */
@NullMarked
package dev.http2bin.http2.undertow;

import org.jspecify.annotations.NullMarked;
