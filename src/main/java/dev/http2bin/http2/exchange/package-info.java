@NullMarked
package dev.http2bin.http2.exchange;

import org.jspecify.annotations.NullMarked;
