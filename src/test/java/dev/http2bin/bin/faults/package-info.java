@NullMarked
package dev.http2bin.bin.faults;

import org.jspecify.annotations.NullMarked;
