package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.GateConnection;
import dev.http2bin.http2.gate.OutOfMemory;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.StreamServer;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.http2.AbstractHttp2StreamSinkChannel;
import io.undertow.protocols.http2.AbstractHttp2StreamSourceChannel;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2HeadersStreamSinkChannel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.protocol.framed.AbstractFramedStreamSourceChannel;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;

/**
 * Undertow's HTTP/2 channel behind the gate: it tells each exchange the id of its own stream, and lets go of a stream when the
 * gate says that the stream is over.
 */
final class GatedChannel extends Http2Channel {
    private static final long RETRY_MILLIS = 5;

    private final GateConnection gate;
    private int streamId;

    GatedChannel(GateConnection gate, ByteBufferPool pool, OptionMap options) {
        super(gate, Alpn.H2, pool, null, false, false, false, options);
        this.gate = gate;
    }

    @Override
    public synchronized AbstractHttp2StreamSourceChannel receive() throws IOException {
        AbstractHttp2StreamSourceChannel received = receiveNext();
        if (received instanceof Http2StreamSourceChannel request) {
            streamId = request.getStreamId();
            Stream stream = gate.connection().stream(streamId);
            if (stream == null) {
                close(request); // it ended before Undertow read its HEADERS
            } else {
                stream.servedBy(new Server(request));
            }
        }
        return received;
    }

    /** Undertow logs whatever is thrown here, and lives on. */
    private AbstractHttp2StreamSourceChannel receiveNext() throws IOException {
        try {
            return super.receive();
        } catch (OutOfMemoryError e) {
            OutOfMemory.check(e);
            throw e;
        }
    }

    /** Tells the gate alone. Undertow's own method keeps the stream, and all that hangs on it, for a minute. */
    @Override
    public void sendRstStream(int streamId, int statusCode) {
        if (isOpen()) {
            gate.resetStream(streamId, statusCode);
        }
    }

    /** Closes a request without a word to the client. */
    private static void close(Http2StreamSourceChannel request) {
        request.setIgnoreForceClose(true);
        if (request.isReadResumed()) {
            tellReader(request);
        } else {
            IoUtils.safeClose(request);
        }
    }

    /**
     * A reader that waits for content finds the request broken before Undertow learns that the request is over: Undertow would drop
     * the reader and tell it nothing.
     */
    private static void tellReader(Http2StreamSourceChannel request) {
        ChannelListener<Http2StreamSourceChannel> over = request.getCompletionListener();
        request.setCompletionListener(null);
        IoUtils.safeClose(request);
        request.wakeupReads();
        request.getIoThread().execute(() -> ChannelListeners.invokeChannelListener(request, over));
    }

    /** The channels of one stream. */
    private record Server(Http2StreamSourceChannel request) implements StreamServer {
        @Override
        public void streamEnded() {
            GatedChannel.close(request);
            closeResponse();
        }

        /** Undertow's encoder keeps the fields that it encoded last for as long as the connection is open. */
        @Override
        public void forgetFields() {
            request.getResponseChannel().getHeaders().clear();
        }

        /**
         * A worker may have queued a frame that this thread is to pass on later; Undertow would close the whole connection if it
         * found that frame's channel closed. Behind a connection that broke, a frame stays queued and its channel broken.
         */
        private void closeResponse() {
            Http2HeadersStreamSinkChannel response = request.getResponseChannel();
            if (!response.isReadyForFlush()) {
                IoUtils.safeClose(response);
            } else if (response.getChannel().isOpen() && !response.isBroken()) {
                // not as a task of this turn: XNIO runs those until none is left
                response.getIoThread().executeAfter(this::closeResponse, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
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
