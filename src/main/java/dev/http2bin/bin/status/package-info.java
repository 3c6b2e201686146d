@NullMarked
package dev.http2bin.bin.status;

import org.jspecify.annotations.NullMarked;
