/** A running service for tests, and a client that sends it any frame and compares what comes back as text. */
@NullMarked
package dev.http2bin.peer;

import org.jspecify.annotations.NullMarked;
