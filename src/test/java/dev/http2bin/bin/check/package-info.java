@NullMarked
package dev.http2bin.bin.check;

import org.jspecify.annotations.NullMarked;
