@NullMarked
package dev.http2bin.bin.hints;

import org.jspecify.annotations.NullMarked;
