@NullMarked
package dev.http2bin.stream;

import org.jspecify.annotations.NullMarked;
