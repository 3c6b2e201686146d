/** How the service has Boot's own meters. */
@NullMarked
package dev.http2bin.bin.meters;

import org.jspecify.annotations.NullMarked;
