/** What the service says of a client: one list of judgments, for {@code /check} and {@code /connection/client}. */
@NullMarked
package dev.http2bin.bin.judgment;

import org.jspecify.annotations.NullMarked;
