/**
 * The gate between TLS and Undertow's HTTP/2 channel. It sees every plaintext frame both ways, enforces RFC 9113, owns
 * HPACK, and writes frames of its own at frame boundaries. {@code Http2Connection} wires the parts of one connection and is
 * the file to open first. Everything here runs on the connection's I/O thread.
 */
@NullMarked
package dev.http2bin.http2.gate;

import org.jspecify.annotations.NullMarked;
