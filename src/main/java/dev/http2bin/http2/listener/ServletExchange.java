package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.BodyTaker;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.Hop;
import dev.http2bin.http2.undertow.BodyEcho;
import dev.http2bin.http2.undertow.BodyWriter;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/** What an exchange does alike over both protocols: a servlet's bodies, read and written on the connection's I/O thread. */
abstract class ServletExchange implements Exchange {
    /** A longer response tells its length over HTTP/2, too, and counts toward the memory of its connection. */
    private static final int SHORT = 16 * 1024;

    final HttpServerExchange exchange;
    private final Executor ioThread;
    private final Problems problems;

    ServletExchange(HttpServerExchange exchange, Executor ioThread, Problems problems) {
        this.exchange = exchange;
        this.ioThread = ioThread;
        this.problems = problems;
    }

    /** The response holds this many bytes in memory until the exchange is over. */
    abstract void heldUntilTheEnd(int bytes);

    @Override
    public final List<Hop> hops() {
        return Hops.of(exchange, protocol());
    }

    @Override
    public final void receive(BodyTaker taker) {
        ServletBody.read(exchange, taker);
    }

    @Override
    public final void finish(byte[] body) {
        if (body.length <= SHORT) {
            withoutLength();
        } else {
            heldUntilTheEnd(body.length);
        }
        ServletEnd.after(
                exchange, ioThread, ending -> ending.getResponseSender().send(ByteBuffer.wrap(body)));
    }

    @Override
    public final Runnable finish(ReadableByteChannel body) {
        BodyWriter writer = new BodyWriter(exchange, body, problems);
        ServletEnd.after(exchange, ioThread, ending -> {
            writer.begin();
            whenEnded(writer::end);
        });
        return writer::readOn;
    }

    @Override
    public final void echo(IntConsumer admit) {
        ServletEnd.after(exchange, ioThread, ending -> BodyEcho.begin(ending, admit, problems));
    }
}
