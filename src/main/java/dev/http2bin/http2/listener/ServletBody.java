package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.BodyTaker;
import dev.http2bin.http2.undertow.BodyReader;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.HttpServletRequestImpl;

/** The body of an asynchronous servlet request, read on the I/O thread. */
final class ServletBody {
    private ServletBody() {}

    /** Begins once the servlet has returned: until then the exchange is the worker's. Reads nothing if the exchange is over. */
    static void read(HttpServerExchange exchange, BodyTaker taker) {
        HttpServletRequestImpl request =
                exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY).getOriginalRequest();
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addAsyncTask(() -> BodyReader.read(exchange, taker));
        }
    }
}
