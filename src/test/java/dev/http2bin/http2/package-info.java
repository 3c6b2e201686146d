@NullMarked
package dev.http2bin.http2;

import org.jspecify.annotations.NullMarked;
