@NullMarked
package dev.http2bin.http1;

import org.jspecify.annotations.NullMarked;
