/** What HTTP/2 servers are attacked with, each fault with a second connection beside it that has to notice nothing. */
@NullMarked
package dev.http2bin.attack;

import org.jspecify.annotations.NullMarked;
