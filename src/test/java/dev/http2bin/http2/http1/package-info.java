@NullMarked
package dev.http2bin.http2.http1;

import org.jspecify.annotations.NullMarked;
