package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.Setting;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** All connections that are open now. Any thread may call it. */
public final class Ledger {
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final WireListener listener;
    private final int framesPerConnection;

    /**
     * A ledger without connections.
     *
     * @param framesPerConnection how many frames each connection remembers, at least 1
     */
    public Ledger(WireListener listener, int framesPerConnection) {
        this.listener = listener;
        this.framesPerConnection = framesPerConnection;
    }

    /** Who hears what happens. */
    public WireListener listener() {
        return listener;
    }

    /** An id that no connection of this process has, over HTTP/2 or HTTP/1.1. */
    public String nextId() {
        return "c" + lastId.incrementAndGet();
    }

    /**
     * A connection opened.
     *
     * @param ioThread the thread it belongs to
     */
    public Connection open(Peer peer, List<Setting> settings, Executor ioThread) {
        Connection connection =
                new Connection(nextId(), peer, settings, framesPerConnection, ioThread, listener.on(ioThread));
        connections.put(connection.id(), connection);
        return connection;
    }

    /** Called on the connection's I/O thread when the transport is gone. */
    public void close(Connection connection, CloseReason reason) {
        connections.remove(connection.id());
        connection.closed(reason);
    }

    public Optional<Connection> connection(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    /** Those open at the time of the call. */
    public Collection<Connection> connections() {
        return Collections.unmodifiableCollection(connections.values());
    }
}
