package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.OutOfMemory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** A server socket that accepts. */
final class Port {
    private final AcceptingChannel<? extends StreamConnection> socket;

    private Port(AcceptingChannel<? extends StreamConnection> socket) {
        this.socket = socket;
        socket.resumeAccepts();
    }

    /**
     * One that is bound.
     *
     * @param admission closes a connection too many
     * @param property sets the port
     * @param accepted gets each connection that is admitted, on its I/O thread, before anything is read
     * @throws PortTaken where the port is in use
     * @throws IOException where the address cannot be bound for another reason
     */
    static Port bind(
            XnioWorker worker,
            InetSocketAddress address,
            String property,
            OptionMap options,
            Admission admission,
            BiConsumer<StreamConnection, Admission.Ticket> accepted)
            throws IOException {
        ChannelListener<StreamConnection> listener = connection -> {
            Admission.Ticket ticket = admission.admit(connection);
            if (ticket == null) {
                return;
            }
            TurnSource.of(connection);
            TurnSink.of(connection);
            try {
                OutOfMemory.haltsAfter(() -> accepted.accept(connection, ticket));
            } catch (RuntimeException e) {
                IoUtils.safeClose(connection);
                throw e;
            }
        };
        try {
            return new Port(worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(listener), options));
        } catch (BindException e) {
            // the JDK tells EADDRINUSE from others, such as an address of another machine, by these words alone
            if (String.valueOf(e.getMessage()).contains("in use")) {
                throw new PortTaken(address.getPort(), property, e);
            }
            throw e;
        }
    }

    /** The port bound, also where 0 was asked for. */
    int number() {
        return socket.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Accepts no more; connections that are open go on. */
    void close() {
        IoUtils.safeClose(socket);
    }
}
