/** The parameters that controllers declare, and the refusal of others. */
@NullMarked
package dev.http2bin.bin.parameter;

import org.jspecify.annotations.NullMarked;
