/** What tests of HTTP clients know from httpbin and need here, too: fields, cookies, redirects, codings, credentials. */
@NullMarked
package dev.http2bin.bin.httpbin;

import org.jspecify.annotations.NullMarked;
