@NullMarked
package dev.http2bin.bin.files;

import org.jspecify.annotations.NullMarked;
