@NullMarked
package dev.http2bin.web.body;

import org.jspecify.annotations.NullMarked;
