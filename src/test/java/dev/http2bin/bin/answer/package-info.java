/** How answers of controllers leave, proven on a service with a single worker. */
@NullMarked
package dev.http2bin.bin.answer;

import org.jspecify.annotations.NullMarked;
