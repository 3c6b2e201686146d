@NullMarked
package dev.http2bin.web.check;

import org.jspecify.annotations.NullMarked;
