package dev.http2bin.http2.listener;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.http1.Http1Front;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.WireListener;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.xnio.IoUtils;
import org.xnio.conduits.StreamSinkConduit;

/** An exchange over HTTP/1.1, which has the connection for itself while it lasts. */
final class Http1Exchange extends ServletExchange {
    static final AttachmentKey<String> CONNECTION_ID = AttachmentKey.create(String.class);

    private final WireListener listener;
    private final String connectionId;
    private final Http1Front front;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Http1Exchange(HttpServerExchange exchange, Ledger ledger, Problems problems) {
        super(exchange, exchange.getIoThread(), problems);
        this.listener = ledger.listener();
        ServerConnection connection = exchange.getConnection();
        String id = connection.getAttachment(CONNECTION_ID);
        if (id == null) {
            id = ledger.nextId();
            connection.putAttachment(CONNECTION_ID, id);
        }
        this.connectionId = id;
        this.front = front(connection);
        front.serves(ended);
        exchange.addExchangeCompleteListener((completed, next) -> {
            ended.complete(null);
            next.proceed();
        });
    }

    private static Http1Front front(ServerConnection connection) {
        Http1Front front = Http1Front.of(connection);
        if (front == null) {
            throw new IllegalStateException("a connection of HTTP/1.1 without a front");
        }
        return front;
    }

    /** There is no window: the socket says when it is full. */
    @Override
    public int writable() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void whenEnded(Runnable task) {
        CompletableFuture<Void> unused = ended.thenRunAsync(task, exchange.getIoThread());
    }

    @Override
    public String protocol() {
        return exchange.getProtocol().toString();
    }

    @Override
    public String connectionId() {
        return connectionId;
    }

    @Override
    public OptionalInt streamId() {
        return OptionalInt.empty();
    }

    @Override
    public String method() {
        return front.method();
    }

    @Override
    public String target() {
        return front.target();
    }

    @Override
    public List<HeaderField> requestFields() {
        return front.fields();
    }

    @Override
    public List<HeaderField> trailers() {
        return front.trailers();
    }

    @Override
    public long requestDataFrames() {
        return 0;
    }

    @Override
    public EarlyHints earlyHints(List<HeaderField> fields, boolean force) {
        EarlyHints outcome = hint(fields, force);
        listener.earlyHints(outcome);
        return outcome;
    }

    private EarlyHints hint(List<HeaderField> fields, boolean force) {
        if (exchange.isResponseStarted()) {
            return EarlyHints.SKIPPED_COMMITTED;
        }
        if (!force || exchange.isHttp10() || !(exchange.getConnection() instanceof HttpServerConnection connection)) {
            return EarlyHints.SKIPPED_HTTP1;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 103 Early Hints\r\n");
        fields.forEach(field ->
                head.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        write(connection.getOriginalSinkConduit(), head.append("\r\n").toString());
        return EarlyHints.SENT;
    }

    /** One response at a time is little. */
    @Override
    void heldUntilTheEnd(int bytes) {}

    @Override
    public void withoutLength() {
        // HTTP/1.1 needs it: without, the body would be chunked
    }

    @Override
    public void declareLength(long octets) {
        // the container ends the body by this length, and would wait for octets that never come
    }

    @Override
    public void abort() {
        IoUtils.safeClose(exchange.getConnection());
    }

    /** The final response has not begun, so the conduit is nobody else's; a head is small, so it seldom has to wait. */
    private static void write(StreamSinkConduit sink, String head) {
        ByteBuffer octets = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        try {
            while (octets.hasRemaining()) {
                if (sink.write(octets) == 0) {
                    sink.awaitWritable();
                }
            }
            while (!sink.flush()) {
                sink.awaitWritable();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
