/** What the operator sees on the management port besides Boot's own endpoints and the meters. */
@NullMarked
package dev.http2bin.management;

import org.jspecify.annotations.NullMarked;
