/**
 * Connections and streams as they are now, and their last frames: the only shared mutable state. A connection belongs to
 * its I/O thread, which alone reads and changes it; everyone else asks for an immutable view.
 */
@NullMarked
package dev.http2bin.http2.ledger;

import org.jspecify.annotations.NullMarked;
