/** How a controller's answer leaves: a short one whole and without a worker that waits for it. */
@NullMarked
package dev.http2bin.bin.answer;

import org.jspecify.annotations.NullMarked;
