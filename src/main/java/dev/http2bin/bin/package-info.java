/** The service half: what http2bin answers, a package for each family of endpoints. */
@NullMarked
package dev.http2bin.bin;

import org.jspecify.annotations.NullMarked;
