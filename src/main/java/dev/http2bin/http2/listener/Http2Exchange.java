package dev.http2bin.http2.listener;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.gate.MemoryShare;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.WireListener;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** An exchange on a stream of its own. */
final class Http2Exchange extends ServletExchange {
    private final MemoryShare memory;
    private final Connection connection;
    private final Stream stream;
    private final WireListener listener;

    Http2Exchange(
            HttpServerExchange exchange,
            Http2Opener.Opened opened,
            Stream stream,
            WireListener listener,
            Problems problems) {
        super(exchange, opened.turns(), problems);
        this.memory = opened.memory();
        this.connection = opened.connection();
        this.stream = stream;
        this.listener = listener;
    }

    @Override
    public int writable() {
        long reserved = stream.reserved();
        return (int)
                Math.min(Integer.MAX_VALUE, reserved + connection.sendCredit().available(stream));
    }

    @Override
    public void whenEnded(Runnable task) {
        CompletableFuture<?> unused = connection.ask(now -> {
            stream.whenEnded(task);
            return now;
        });
    }

    @Override
    public String protocol() {
        return "HTTP/2";
    }

    @Override
    public String connectionId() {
        return connection.id();
    }

    @Override
    public OptionalInt streamId() {
        return OptionalInt.of(stream.id());
    }

    @Override
    public String method() {
        return pseudoHeader(":method");
    }

    @Override
    public String target() {
        return pseudoHeader(":path");
    }

    private String pseudoHeader(String name) {
        for (HeaderField field : stream.requestFields()) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        throw new IllegalStateException("stream " + stream.id() + " has no " + name);
    }

    @Override
    public List<HeaderField> requestFields() {
        return stream.requestFields();
    }

    @Override
    public List<HeaderField> trailers() {
        return connection.ask(now -> stream.trailers()).join();
    }

    @Override
    public long requestDataFrames() {
        return connection.ask(now -> stream.dataFramesIn()).join();
    }

    @Override
    public EarlyHints earlyHints(List<HeaderField> fields, boolean force) {
        if (exchange.isResponseStarted()) {
            listener.earlyHints(EarlyHints.SKIPPED_COMMITTED);
            return EarlyHints.SKIPPED_COMMITTED;
        }
        // the final response may be written next, so the 103 has to be ahead of it; the gate tells the listener
        return connection.control().earlyHints(stream.id(), fields).join();
    }

    @Override
    void heldUntilTheEnd(int bytes) {
        memory.add(bytes);
        exchange.addExchangeCompleteListener((ended, next) -> {
            memory.add(-bytes);
            next.proceed();
        });
    }

    @Override
    public void withoutLength() {
        exchange.addResponseCommitListener(
                committed -> committed.getResponseHeaders().remove(Headers.CONTENT_LENGTH));
    }

    @Override
    public void declareLength(long octets) {
        exchange.addResponseCommitListener(
                committed -> committed.getResponseHeaders().put(Headers.CONTENT_LENGTH, octets));
    }

    @Override
    public void abort() {
        connection.control().reset(stream.id(), ErrorCode.INTERNAL_ERROR.code()).join();
    }
}
