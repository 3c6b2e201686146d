package dev.http2bin.http2.listener;

import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.syntax.ListField;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Has a client over HTTP/2 that waits for a 100 (RFC 9110 §10.1.1) get it from the gate as soon as somebody reads the body. */
final class Invitation extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final HttpServerExchange exchange;
    private final Connection connection;
    private final Stream stream;
    private boolean sent;

    Invitation(StreamSourceConduit next, HttpServerExchange exchange, Connection connection, Stream stream) {
        super(next);
        this.exchange = exchange;
        this.connection = connection;
        this.stream = stream;
    }

    /** Whether the client waits before it sends content. */
    static boolean isExpected(Stream stream) {
        return stream.receiving()
                && stream.requestFields().stream()
                        .anyMatch(field ->
                                field.name().equals("expect") && ListField.has(field.value(), HttpContinue.CONTINUE));
    }

    /** The response may begin next, so the 100 has to be ahead of it. */
    private void send() {
        if (!sent) {
            sent = true;
            HttpContinue.markContinueResponseSent(exchange);
            connection.control().invite(stream.id()).join();
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        send();
        return super.read(dst);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        send();
        return super.read(dsts, offset, length);
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        send();
        return super.transferTo(position, count, target);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        send();
        return super.transferTo(count, throughBuffer, target);
    }

    @Override
    public void awaitReadable() throws IOException {
        send();
        super.awaitReadable();
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        send();
        super.awaitReadable(time, unit);
    }
}
