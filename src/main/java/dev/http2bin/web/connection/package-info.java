/** What a client may see of its own connection, and of no other. */
@NullMarked
package dev.http2bin.web.connection;

import org.jspecify.annotations.NullMarked;
