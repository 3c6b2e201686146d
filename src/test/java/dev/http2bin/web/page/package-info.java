@NullMarked
package dev.http2bin.web.page;

import org.jspecify.annotations.NullMarked;
