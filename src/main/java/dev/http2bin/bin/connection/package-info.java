/** What a client may see of its own connection, and of no other. */
@NullMarked
package dev.http2bin.bin.connection;

import org.jspecify.annotations.NullMarked;
