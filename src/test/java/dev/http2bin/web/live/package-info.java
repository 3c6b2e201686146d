@NullMarked
package dev.http2bin.web.live;

import org.jspecify.annotations.NullMarked;
