@NullMarked
package dev.http2bin;

import org.jspecify.annotations.NullMarked;
