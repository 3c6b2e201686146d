@NullMarked
package dev.http2bin.http2.properties;

import org.jspecify.annotations.NullMarked;
