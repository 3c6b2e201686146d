@NullMarked
package dev.http2bin.hpack;

import org.jspecify.annotations.NullMarked;
