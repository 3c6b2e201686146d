package dev.http2bin.listener;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.http2.AbstractHttp2StreamSinkChannel;
import io.undertow.protocols.http2.AbstractHttp2StreamSourceChannel;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2SettingsStreamSourceChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.protocol.framed.AbstractFramedStreamSourceChannel;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Undertow's HTTP/2 channel behind the gate: it tells each exchange the id of its own stream. */
final class GatedChannel extends Http2Channel {
    private int streamId;

    GatedChannel(StreamConnection connection, ByteBufferPool pool, OptionMap options) {
        super(connection, Alpn.H2, pool, null, false, false, false, options);
    }

    @Override
    public synchronized AbstractHttp2StreamSourceChannel receive() throws IOException {
        AbstractHttp2StreamSourceChannel received = super.receive();
        if (received instanceof Http2StreamSourceChannel request) {
            streamId = request.getStreamId();
        } else if (received instanceof Http2SettingsStreamSourceChannel) {
            recalculateHeldFrames(); // a larger initial window lets streams go on that wait (RFC 9113 §6.9.2)
        }
        return received;
    }

    /**
     * The requests whose content is still to come, while there can be any. Undertow closes these at the connection's end,
     * and whoever waits for their content hears nothing of it; those left out here it marks as broken, and tells.
     */
    @Override
    protected Collection<
                    AbstractFramedStreamSourceChannel<
                            Http2Channel, AbstractHttp2StreamSourceChannel, AbstractHttp2StreamSinkChannel>>
            getReceivers() {
        return isOpen() ? super.getReceivers() : List.of();
    }

    /**
     * The id of the stream received last. Undertow asks for it when it makes the exchange for what {@link #receive}
     * returned, on the same thread; its own answer is the next id a server would push with.
     */
    @Override
    public String getProtocolRequestId() {
        return Integer.toString(streamId);
    }
}
