@NullMarked
package dev.http2bin.http2.hpack;

import org.jspecify.annotations.NullMarked;
