package dev.http2bin.listener;

import dev.http2bin.exchange.BodyTaker;
import dev.http2bin.stream.BodyReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;

/** The body of an asynchronous servlet request, read on the I/O thread. */
final class ServletBody {
    private ServletBody() {}

    /** Begins once the servlet has returned: until then the exchange is the worker's. */
    static void read(HttpServerExchange exchange, BodyTaker taker) {
        exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY)
                .getOriginalRequest()
                .getAsyncContext()
                .addAsyncTask(() -> BodyReader.read(exchange, taker));
    }
}
