@NullMarked
package dev.http2bin.bin.timing;

import org.jspecify.annotations.NullMarked;
