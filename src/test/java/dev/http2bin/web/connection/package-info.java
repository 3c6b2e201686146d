@NullMarked
package dev.http2bin.web.connection;

import org.jspecify.annotations.NullMarked;
