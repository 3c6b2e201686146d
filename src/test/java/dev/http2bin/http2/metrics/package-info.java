@NullMarked
package dev.http2bin.http2.metrics;

import org.jspecify.annotations.NullMarked;
