/** {@code /priority}: responses of different urgency on one connection, and a report of the order in which they were sent. */
@NullMarked
package dev.http2bin.bin.priority;

import org.jspecify.annotations.NullMarked;
