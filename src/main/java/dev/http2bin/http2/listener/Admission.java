package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.WireListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** Limits how many connections are open at once, in all and from each address. Thread-safe. */
final class Admission {
    private final int most;
    private final int mostPerAddress;
    private final List<Network> trustedProxies;
    private final WireListener listener;
    private final LimitLog log = new LimitLog();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * An admission with no connection.
     *
     * @param mostPerAddress 0 for no limit
     * @param trustedProxies may have more connections than that
     */
    Admission(int most, int mostPerAddress, List<Network> trustedProxies, WireListener listener) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
        this.trustedProxies = trustedProxies;
        this.listener = listener;
    }

    /** Counts a connection until it closes; closes it at once if there are too many, and returns null. */
    @Nullable Ticket admit(StreamConnection connection) {
        InetAddress address = limited(connection);
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            refuse(connection, Limit.CONNECTIONS);
            return null;
        }
        if (address != null && byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            refuse(connection, Limit.CONNECTIONS_PER_ADDRESS);
            return null;
        }
        Ticket ticket = new Ticket(address);
        ticket.endsWith(connection);
        return ticket;
    }

    /** The address whose connections are counted; null if they are not. */
    private @Nullable InetAddress limited(StreamConnection connection) {
        if (mostPerAddress == 0
                || !(connection.getPeerAddress() instanceof InetSocketAddress peer)
                || trustedProxies.stream().anyMatch(network -> network.contains(peer.getAddress()))) {
            return null;
        }
        return peer.getAddress();
    }

    private void refuse(StreamConnection connection, Limit limit) {
        IoUtils.safeClose(connection);
        listener.limitExceeded(limit);
        log.exceeded(() -> "A connection from " + connection.getPeerAddress(), limit);
    }

    private void leave(@Nullable InetAddress address) {
        open.decrementAndGet();
        if (address != null) {
            byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** One connection's place. */
    final class Ticket {
        private final @Nullable InetAddress address;
        private final AtomicBoolean over = new AtomicBoolean();

        private Ticket(@Nullable InetAddress address) {
            this.address = address;
        }

        /** Gives the place back when the connection closes, besides what listens for that now. */
        void endsWith(StreamConnection connection) {
            ChannelListener<? super StreamConnection> listening = connection.getCloseListener();
            connection.setCloseListener(closed -> {
                ChannelListeners.invokeChannelListener(closed, listening);
                if (!over.getAndSet(true)) {
                    leave(address);
                }
            });
        }
    }
}
