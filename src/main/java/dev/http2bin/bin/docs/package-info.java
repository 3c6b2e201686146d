/** The documentation at {@code /openapi} and {@code /docs}. */
@NullMarked
package dev.http2bin.bin.docs;

import org.jspecify.annotations.NullMarked;
