package dev.http2bin.http2.http1;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.Limit;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;

/** The front of one connection: what came over it, as it came. */
public final class Http1Front {
    private final FrontSource source;
    private final Front front;

    private Http1Front(FrontSource source) {
        this.source = source;
        this.front = source.front();
    }

    /**
     * Puts a front before a connection that is to speak HTTP/1.1, and gives it to Undertow.
     *
     * @param first bytes that were read already; the front frees them
     * @param exceeded told of a connection whose request is too slow, or whose client takes a response too slowly
     */
    public static void open(
            StreamConnection connection,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers,
            FrontLimits limits,
            BiConsumer<StreamConnection, Limit> exceeded,
            ChannelListener<? super StreamConnection> undertow) {
        Front front = new Front(limits.maxSize(), limits.maxFields());
        FrontSink sink =
                new FrontSink(connection.getSinkChannel().getConduit(), front, limits, connection.getIoThread(), () -> {
                    exceeded.accept(connection, Limit.WRITE_TIMEOUT);
                    IoUtils.safeClose(connection);
                });
        connection.getSinkChannel().setConduit(sink);
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        FrontSource source = new FrontSource(connection, front, sink, first, pool, answers, limits, exceeded);
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
        undertow.handleEvent(connection);
        ChannelListener<? super StreamConnection> before = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            source.closed();
            ChannelListeners.invokeChannelListener(closed, before);
        });
        if (!connection.isOpen()) {
            source.closed();
        }
    }

    /** The front of a connection of Undertow's; null where there is none. */
    public static @Nullable Http1Front of(ServerConnection connection) {
        return connection instanceof HttpServerConnection http1
                        && http1.getOriginalSourceConduit() instanceof FrontSource source
                ? new Http1Front(source)
                : null;
    }

    /**
     * The request in flight is served.
     *
     * @param exchange completed as soon as it is known that its client has left, or the connection has closed
     */
    public void serves(CompletableFuture<Void> exchange) {
        source.serves(exchange);
    }

    /** The method of the request in flight. */
    public String method() {
        return front.head().request().method();
    }

    /** The target of the request in flight. */
    public String target() {
        return front.head().request().target();
    }

    /** The fields of the request in flight in the order in which they came, their names in lower case. */
    public List<HeaderField> fields() {
        return front.head().fields();
    }

    /** The trailers of the request in flight likewise; empty until its content was read to its end. */
    public List<HeaderField> trailers() {
        Chunks chunks = front.chunks();
        return chunks == null ? List.of() : chunks.trailers();
    }
}
