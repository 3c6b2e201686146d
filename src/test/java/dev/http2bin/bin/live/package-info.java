@NullMarked
package dev.http2bin.bin.live;

import org.jspecify.annotations.NullMarked;
