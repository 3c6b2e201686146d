/** Meters of the server, without anything of high cardinality: never a stream, a connection, an address, a field name. */
@NullMarked
package dev.http2bin.http2.metrics;

import org.jspecify.annotations.NullMarked;
