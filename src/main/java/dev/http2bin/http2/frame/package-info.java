/** The facts of the wire as values (RFC 9113): an unknown type, flag, error code or setting is a value, not an error. */
@NullMarked
package dev.http2bin.http2.frame;

import org.jspecify.annotations.NullMarked;
