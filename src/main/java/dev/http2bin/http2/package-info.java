/** The protocol half: HTTP/2 with HTTP/1.1 beside it, for any Spring Boot application. It knows nothing of {@code bin}. */
@NullMarked
package dev.http2bin.http2;

import org.jspecify.annotations.NullMarked;
