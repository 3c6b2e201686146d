@NullMarked
package dev.http2bin.http2.tls;

import org.jspecify.annotations.NullMarked;
