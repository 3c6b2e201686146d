/** The caller's own connection as it goes on: server-sent events, written without a thread that waits. */
@NullMarked
package dev.http2bin.bin.live;

import org.jspecify.annotations.NullMarked;
