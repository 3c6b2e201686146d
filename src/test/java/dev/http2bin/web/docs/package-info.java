@NullMarked
package dev.http2bin.web.docs;

import org.jspecify.annotations.NullMarked;
