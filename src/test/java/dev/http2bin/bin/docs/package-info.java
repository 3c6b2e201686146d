@NullMarked
package dev.http2bin.bin.docs;

import org.jspecify.annotations.NullMarked;
