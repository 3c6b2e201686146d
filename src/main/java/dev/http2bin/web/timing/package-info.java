@NullMarked
package dev.http2bin.web.timing;

import org.jspecify.annotations.NullMarked;
