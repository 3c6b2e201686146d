@NullMarked
package dev.http2bin.web.echo;

import org.jspecify.annotations.NullMarked;
