/** The characters of RFC 9110 and the URIs of RFC 3986, for requests of every protocol. It imports the JDK alone. */
@NullMarked
package dev.http2bin.http2.syntax;

import org.jspecify.annotations.NullMarked;
