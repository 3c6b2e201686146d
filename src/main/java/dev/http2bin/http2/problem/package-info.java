/** Refusals as {@code problem+json} (RFC 9457), and JSON as a terminal shows it well. */
@NullMarked
package dev.http2bin.http2.problem;

import org.jspecify.annotations.NullMarked;
