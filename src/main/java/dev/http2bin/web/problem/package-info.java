@NullMarked
package dev.http2bin.web.problem;

import org.jspecify.annotations.NullMarked;
