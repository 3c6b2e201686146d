/** Facts about the packaged jar as clients that nobody here wrote see it: one class for each client or question. */
@NullMarked
package dev.http2bin.outside;

import org.jspecify.annotations.NullMarked;
