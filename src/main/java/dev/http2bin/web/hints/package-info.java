@NullMarked
package dev.http2bin.web.hints;

import org.jspecify.annotations.NullMarked;
