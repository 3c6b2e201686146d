/**
 * Endpoints as Undertow handlers: they run on the connection's I/O thread and never block it. A file is read there, too,
 * in small pieces, as its bytes are taken to be in the page cache.
 */
@NullMarked
package dev.http2bin.bin.stream;

import org.jspecify.annotations.NullMarked;
