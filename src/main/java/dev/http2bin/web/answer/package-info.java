/** How a controller's answer leaves: a short one whole and without a worker that waits for it. */
@NullMarked
package dev.http2bin.web.answer;

import org.jspecify.annotations.NullMarked;
