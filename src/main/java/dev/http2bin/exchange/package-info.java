@NullMarked
package dev.http2bin.exchange;

import org.jspecify.annotations.NullMarked;
