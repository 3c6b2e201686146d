@NullMarked
package dev.http2bin.web.faults;

import org.jspecify.annotations.NullMarked;
