package dev.http2bin.listener;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.http2.AbstractHttp2StreamSourceChannel;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2SettingsStreamSourceChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.protocol.framed.AbstractFramedStreamSourceChannel;
import java.io.IOException;
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
     * Nothing more will come. Undertow now closes its streams, and takes away whoever waits for their content before it
     * tells them: so each is told first, as if it were reset.
     */
    @Override
    protected void lastDataRead() {
        for (AbstractFramedStreamSourceChannel<?, ?, ?> stream : List.copyOf(getReceivers())) {
            if (stream instanceof Http2StreamSourceChannel request) {
                sendRstStream(request.getStreamId(), ERROR_CANCEL);
            }
        }
        super.lastDataRead();
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
