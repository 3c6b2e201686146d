@NullMarked
package dev.http2bin.bin.problem;

import org.jspecify.annotations.NullMarked;
