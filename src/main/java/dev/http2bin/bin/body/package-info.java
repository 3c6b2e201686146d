@NullMarked
package dev.http2bin.bin.body;

import org.jspecify.annotations.NullMarked;
