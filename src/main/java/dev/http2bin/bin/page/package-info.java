/** What {@code GET /} answers: the page for browsers, a list for programs and terminals; and what its labs ask for. */
@NullMarked
package dev.http2bin.bin.page;

import org.jspecify.annotations.NullMarked;
