@NullMarked
package dev.http2bin.operate;

import org.jspecify.annotations.NullMarked;
