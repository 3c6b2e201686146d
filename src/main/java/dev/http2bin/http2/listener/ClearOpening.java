package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.WireListener;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * Tells from the first octets in clear who speaks HTTP/2 with prior knowledge (RFC 9113 §3.3) and who HTTP/1.1. Nothing
 * is upgraded from the one to the other.
 */
final class ClearOpening {
    /** How the preface begins (RFC 9113 §3.4). Another version behind PRI is no HTTP/2, and the front says so. */
    private static final byte[] PREFACE = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);

    private final StreamConnection connection;
    private final Admission.Ticket ticket;
    private final WireListener listener;
    private final LimitLog log;
    private final ByteBufferPool pool;
    private final Opener http1;
    private final Opener http2;
    private final XnioExecutor.Key deadline;
    /** Too few octets to tell: held until more come. */
    private final ByteBuffer begun = ByteBuffer.allocate(PREFACE.length);

    ClearOpening(
            StreamConnection connection,
            Admission.Ticket ticket,
            LimitProperties limits,
            WireListener listener,
            LimitLog log,
            ByteBufferPool pool,
            Opener http1,
            Opener http2) {
        this.connection = connection;
        this.ticket = ticket;
        this.listener = listener;
        this.log = log;
        this.pool = pool;
        this.http1 = http1;
        this.http2 = http2;
        this.deadline = connection
                .getIoThread()
                .executeAfter(this::late, limits.prefaceTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    void begin() {
        connection.setCloseListener(channel -> deadline.remove());
        ticket.endsWith(connection);
        connection.getSourceChannel().setReadListener(channel -> readable());
        connection.getSourceChannel().wakeupReads();
    }

    private void late() {
        listener.limitExceeded(Limit.PREFACE_TIMEOUT);
        log.exceeded(
                () -> "A preface in clear from " + Hops.text(connection.getPeerAddress(InetSocketAddress.class)),
                Limit.PREFACE_TIMEOUT);
        IoUtils.safeClose(connection);
    }

    private void readable() {
        PooledByteBuffer pooled = pool.allocate();
        ByteBuffer octets = pooled.getBuffer();
        octets.put(begun.flip());
        begun.clear();
        int n;
        try {
            n = connection.getSourceChannel().read(octets);
        } catch (IOException e) {
            n = -1; // whoever went away before a request needs no answer
        }
        octets.flip();
        int same = octets.mismatch(ByteBuffer.wrap(PREFACE));
        boolean http2Begins = same < 0 || same == PREFACE.length;
        if (n > 0 && (http2Begins || same < octets.remaining())) {
            handOver(http2Begins ? http2 : http1, pooled);
            return;
        }
        begun.put(octets);
        pooled.close();
        if (n < 0) {
            IoUtils.safeClose(connection);
        }
    }

    private void handOver(Opener opener, PooledByteBuffer first) {
        deadline.remove();
        connection.getSourceChannel().suspendReads();
        connection.getSourceChannel().setReadListener(null);
        opener.open(connection, first);
        ticket.endsWith(connection); // the opener listens in place of this class
    }
}
