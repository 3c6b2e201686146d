/** Faults on demand: what a client has to survive, made to happen on its own connection alone. */
@NullMarked
package dev.http2bin.bin.faults;

import org.jspecify.annotations.NullMarked;
