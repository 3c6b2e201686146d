package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.Peer;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.DefaultByteBufferPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** A gate on its own I/O thread between a client and an Undertow that both only do what a test says. */
final class LoneGate {
    private static final int TYPE = 3;
    private static final int FLAGS = 4;
    private static final int STREAM_ID = 5;
    private static final XnioWorker WORKER = worker();
    private static final Http2Properties PROPERTIES =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("http2bin.http2", Http2Properties.class);
    private static final LimitProperties LIMITS =
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("http2bin.limits", LimitProperties.class);
    private static final DefaultByteBufferPool POOL = new DefaultByteBufferPool(false, 16_384);

    private final MemoryTransport transport = new MemoryTransport(WORKER.getIoThread());
    private final RecordedEvents events = new RecordedEvents();
    private final Ledger ledger = new Ledger(events, 200);
    private final Connection connection = ledger.open(
            new Peer("client", "TLSv1.3", "cipher", "h2", null, null), PROPERTIES.settings(), transport.getIoThread());
    private final ByteArrayOutputStream toUndertow = new ByteArrayOutputStream();
    private final GateConnection gate;

    private static XnioWorker worker() {
        try {
            return Xnio.getInstance()
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_IO_THREADS, 1)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    LoneGate() {
        gate = onIoThread(() -> {
            PooledByteBuffer nothing = POOL.allocate();
            nothing.getBuffer().flip();
            return new GateConnection(
                    transport, nothing, ledger, connection, PROPERTIES, LIMITS, new MemoryBound(0).open(), POOL);
        });
    }

    /** Sends octets cut at these positions; Undertow reads each piece as far as it can. */
    void client(byte[] octets, int... cuts) {
        int start = 0;
        for (int cut : cuts) {
            piece(octets, start, cut);
            start = cut;
        }
        piece(octets, start, octets.length);
    }

    private void piece(byte[] octets, int start, int end) {
        onIoThread(() -> {
            transport.send(octets, start, end);
            return undertowReads();
        });
        onIoThread(this::undertowReads);
    }

    private int undertowReads() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (gate.getSourceChannel().read(buffer.clear()) > 0) {
            toUndertow.write(buffer.array(), 0, buffer.position());
        }
        return toUndertow.size();
    }

    /** Undertow writes octets. */
    void undertow(byte[] octets) {
        ByteBuffer left = ByteBuffer.wrap(octets);
        onIoThread(() -> gate.getSinkChannel().write(left));
        onIoThread(this::undertowReads);
    }

    /** The response on a stream wants to go on, and waits if it cannot. */
    void wantsToSend(int streamId) {
        onIoThread(() -> {
            connection.sendCredit().whenAvailable(Objects.requireNonNull(connection.stream(streamId)), () -> {});
            return null;
        });
    }

    /** The client takes nothing, or takes all again. */
    void block(boolean blocked) {
        onIoThread(() -> {
            transport.block(blocked);
            gate.flushSoon();
            return blocked;
        });
    }

    /** Returns so much later, by the clock of the I/O thread: what was due before has been done. */
    void pass(Duration time) {
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        transport.getIoThread().executeAfter(() -> passed.complete(true), time.toMillis(), TimeUnit.MILLISECONDS);
        passed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    Connection connection() {
        return connection;
    }

    /** What Undertow read. */
    byte[] seenByUndertow() {
        return onIoThread(toUndertow::toByteArray);
    }

    /**
     * The same in a form that no cut changes: END_STREAM comes behind all DATA, as it does if that came in pieces, and each
     * stream's frames come together, as a stream that was reset ends at the end of a turn of the I/O thread.
     */
    byte[] requests() {
        ByteBuffer seen = ByteBuffer.wrap(seenByUndertow());
        Map<Integer, ByteArrayOutputStream> framesOfStreams = new TreeMap<>();
        while (seen.remaining() >= FrameHeader.LENGTH) {
            int begin = seen.position();
            int length = seen.getInt(begin) >>> 8;
            int streamId = seen.getInt(begin + STREAM_ID);
            byte[] frame = new byte[Math.min(seen.remaining(), FrameHeader.LENGTH + length)];
            seen.get(frame);
            boolean endsContent =
                    length > 0 && frame[TYPE] == FrameType.DATA.code() && (frame[FLAGS] & Flags.END_STREAM) != 0;
            if (endsContent) {
                frame[FLAGS] = 0;
            }
            ByteArrayOutputStream frames = framesOfStreams.computeIfAbsent(streamId, id -> new ByteArrayOutputStream());
            frames.writeBytes(frame);
            if (endsContent) {
                frames.writeBytes(ByteBuffer.allocate(FrameHeader.LENGTH)
                        .putInt(FrameType.DATA.code())
                        .put((byte) Flags.END_STREAM)
                        .putInt(streamId)
                        .array());
            }
        }
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        framesOfStreams.values().forEach(frames -> requests.writeBytes(frames.toByteArray()));
        requests.write(seen.array(), seen.position(), seen.remaining());
        return requests.toByteArray();
    }

    /** What the client received. */
    byte[] seenByClient() {
        return onIoThread(transport::received);
    }

    /** What the ledger's listener heard, a line a call. */
    List<String> events() {
        return onIoThread(() -> List.copyOf(events.lines()));
    }

    private <T> T onIoThread(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        transport.getIoThread().execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
