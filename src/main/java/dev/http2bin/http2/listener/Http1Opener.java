package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.http1.Answers;
import dev.http2bin.http2.http1.FrontLimits;
import dev.http2bin.http2.http1.Http1Front;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.WireListener;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.net.InetSocketAddress;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Serves connections that speak HTTP/1.1: Undertow behind its strict front. */
final class Http1Opener implements Opener {
    private final HttpOpenListener undertow;
    private final ByteBufferPool pool;
    private final Answers answers;
    private final FrontLimits limits;
    private final WireListener listener;
    private final LimitLog log = new LimitLog();

    Http1Opener(
            ListenerSettings settings,
            WireListener listener,
            Answers answers,
            ByteBufferPool pool,
            HttpHandler handler) {
        this.undertow = new HttpOpenListener(pool, options(settings));
        this.undertow.setRootHandler(new ResponseHead(handler));
        this.pool = pool;
        this.answers = answers;
        this.listener = listener;
        this.limits = new FrontLimits(
                (int) settings.http2().maxHeaderListSize().toBytes(),
                settings.http2().maxHeaderFields(),
                settings.limits().headerBlockTimeout(),
                settings.limits().bodyGrace(),
                settings.limits().bodyRate().toBytes(),
                settings.limits().writeTimeout(),
                settings.limits().writeRate().toBytes());
    }

    /** What Undertow is told: the front and the gate have the limits. */
    static OptionMap options(ListenerSettings settings) {
        return OptionMap.builder()
                .set(UndertowOptions.ALWAYS_SET_DATE, true)
                .set(UndertowOptions.MAX_PARAMETERS, Integer.MAX_VALUE) // ParameterLimit has the limit
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L) // http2bin.exchange.max-body-size is the limit
                .set(UndertowOptions.MAX_HEADER_SIZE, Integer.MAX_VALUE)
                .set(UndertowOptions.MAX_HEADERS, Integer.MAX_VALUE)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        settings.listener().idleTimeout().toMillis())
                .getMap();
    }

    @Override
    public void open(StreamConnection connection, PooledByteBuffer first) {
        Http1Front.open(connection, first, pool, answers, limits, this::exceeded, undertow);
    }

    private void exceeded(StreamConnection connection, Limit limit) {
        listener.limitExceeded(limit);
        log.exceeded(
                () -> "A request of HTTP/1.1 from " + Hops.text(connection.getPeerAddress(InetSocketAddress.class)),
                limit);
    }

    /** Ends all connections. */
    void closeConnections() {
        undertow.closeConnections();
    }
}
