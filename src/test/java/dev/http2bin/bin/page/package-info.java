@NullMarked
package dev.http2bin.bin.page;

import org.jspecify.annotations.NullMarked;
