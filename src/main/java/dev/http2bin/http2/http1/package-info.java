/**
 * The strict front of HTTP/1.1. It stands between a connection and Undertow, reads each request by the rules of RFC 9112,
 * and hands Undertow only requests that keep all of them, one after the other. It answers the others itself and closes.
 * After a 101 it is transparent.
 */
@NullMarked
package dev.http2bin.http2.http1;

import org.jspecify.annotations.NullMarked;
