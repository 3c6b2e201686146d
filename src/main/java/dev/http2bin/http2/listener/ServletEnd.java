package dev.http2bin.http2.listener;

import io.undertow.io.AsyncReceiverImpl;
import io.undertow.io.AsyncSenderImpl;
import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.BlockingHttpExchange;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.servlet.spec.AsyncContextImpl;
import io.undertow.util.SameThreadExecutor;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import org.xnio.IoUtils;

/**
 * The end of a servlet's answer on the I/O thread. The container's own end has the worker wait there, first for that
 * thread and then for the client.
 */
final class ServletEnd implements BlockingHttpExchange {
    private final HttpServerExchange exchange;

    private ServletEnd(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Has the answer written once the servlet returned.
     *
     * @param ioThread runs tasks on the connection's I/O thread, which may be this one
     * @param write sends the rest of the answer and ends the exchange
     */
    static void after(HttpServerExchange exchange, Executor ioThread, HttpHandler write) {
        Executor thread = exchange.isInIoThread() ? SameThreadExecutor.INSTANCE : ioThread;
        // not with a handler, which Undertow would drop where the connection closed meanwhile: the exchange would never
        // end
        exchange.dispatch(thread, () -> Connectors.executeRootHandler(ending -> end(ending, write), exchange));
    }

    private static void end(HttpServerExchange exchange, HttpHandler write) throws Exception {
        BlockingHttpExchange servlet = exchange.startBlocking(new ServletEnd(exchange));
        exchange.addExchangeCompleteListener((ended, next) -> {
            IoUtils.safeClose(servlet); // gives its buffers back
            completed(exchange);
            next.proceed();
        });
        write.handleRequest(exchange);
    }

    /** Who listens for the end of an asynchronous request learns of it, which the container would have told. */
    private static void completed(HttpServerExchange exchange) {
        AsyncContextImpl context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY)
                .getOriginalRequest()
                .getAsyncContextInternal();
        if (context != null) {
            context.complete();
        }
    }

    @Override
    public Sender getSender() {
        return new AsyncSenderImpl(exchange);
    }

    @Override
    public Receiver getReceiver() {
        return new AsyncReceiverImpl(exchange);
    }

    @Override
    public InputStream getInputStream() {
        throw new IllegalStateException("the I/O thread must not block");
    }

    @Override
    public OutputStream getOutputStream() {
        throw new IllegalStateException("the I/O thread must not block");
    }

    /** What is left of the request is drained by Undertow, without waiting. */
    @Override
    public void close() {}
}
