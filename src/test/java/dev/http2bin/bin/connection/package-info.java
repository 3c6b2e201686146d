@NullMarked
package dev.http2bin.bin.connection;

import org.jspecify.annotations.NullMarked;
