/**
 * What the endpoints answer with, whichever way they are written: files and bytes with their conditions and ranges,
 * digests, early hints and problems. It knows neither servlets nor Undertow.
 */
@NullMarked
package dev.http2bin.bin.content;

import org.jspecify.annotations.NullMarked;
