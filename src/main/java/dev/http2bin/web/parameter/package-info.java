/** The parameters that controllers declare, and the refusal of others. */
@NullMarked
package dev.http2bin.web.parameter;

import org.jspecify.annotations.NullMarked;
