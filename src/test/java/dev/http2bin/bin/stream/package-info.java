@NullMarked
package dev.http2bin.bin.stream;

import org.jspecify.annotations.NullMarked;
