@NullMarked
package dev.http2bin.bin.operate;

import org.jspecify.annotations.NullMarked;
