/**
 * The server's certificate: made on this machine when nobody brought one, checked at start, changed without a restart.
 */
@NullMarked
package dev.http2bin.http2.tls;

import org.jspecify.annotations.NullMarked;
