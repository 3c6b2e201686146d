@NullMarked
package dev.http2bin.metrics;

import org.jspecify.annotations.NullMarked;
