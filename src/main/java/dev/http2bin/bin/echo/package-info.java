@NullMarked
package dev.http2bin.bin.echo;

import org.jspecify.annotations.NullMarked;
