@NullMarked
package dev.http2bin.tls;

import org.jspecify.annotations.NullMarked;
