@NullMarked
package dev.http2bin.web.status;

import org.jspecify.annotations.NullMarked;
