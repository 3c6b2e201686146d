@NullMarked
package dev.http2bin.web.files;

import org.jspecify.annotations.NullMarked;
