/** What {@code GET /} answers: the page for browsers, a list for programs and terminals; and what its labs ask for. */
@NullMarked
package dev.http2bin.web.page;

import org.jspecify.annotations.NullMarked;
