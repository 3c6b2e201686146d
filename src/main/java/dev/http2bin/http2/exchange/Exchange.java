package dev.http2bin.http2.exchange;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.EarlyHints;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * One request and its answer as the wire carries them: what an endpoint may know of its stream and ask of it beyond
 * what the servlet API says. The listener puts it on each request as an attribute named {@link #ATTRIBUTE}.
 */
public interface Exchange {

    /** The servlet request attribute that holds the exchange. */
    String ATTRIBUTE = "dev.http2bin.http2.exchange";

    /** {@code HTTP/2} or {@code HTTP/1.1}. */
    String protocol();

    /** The connection's id: the same for every exchange of one connection, never used again. */
    String connectionId();

    /** The stream's id, odd (RFC 9113 §5.1.1); empty over HTTP/1.1. */
    OptionalInt streamId();

    /**
     * The request's way: what trusted proxies told of the hops before them, from the client on, and last the connection
     * that the service sees.
     */
    List<Hop> hops();

    /** The method as it came: {@code :method} over HTTP/2. */
    String method();

    /** The request target as it came, query included: {@code :path} over HTTP/2. */
    String target();

    /** The request's header fields in wire order, pseudo-headers first, which HTTP/1.1 has not. */
    List<HeaderField> requestFields();

    /** The request's trailers in wire order, once its body was read to its end; names may come more than once. */
    List<HeaderField> trailers();

    /** How many DATA frames carried the request's body so far; 0 over HTTP/1.1. */
    long requestDataFrames();

    /**
     * Sends an informational response 103 (RFC 8297) at once, before the final response.
     *
     * @param fields the fields of the 103 but its status
     * @param force sends it over HTTP/1.1 too, where an old intermediary may choke on it; never over HTTP/1.0, which has no
     *     informational responses (RFC 9110 §15.2)
     */
    EarlyHints earlyHints(List<HeaderField> fields, boolean force);

    /**
     * Bytes of the response's body that may be sent now: as many as the client's windows and the transport allow (RFC 9113
     * §5.2), which is no bound over HTTP/1.1. Only the connection's I/O thread may ask.
     */
    int writable();

    /**
     * Runs a task once the stream has ended, by whatever, or at once if it has: what waits for something else may stop waiting.
     * Over HTTP/1.1 that is the end of the exchange, or before it the client's, which is noticed once nothing of the response was
     * written for a second.
     *
     * @param task runs on the connection's I/O thread; must not block
     */
    void whenEnded(Runnable task);

    /**
     * Leaves {@code content-length} out of a response over HTTP/2, where END_STREAM marks the end anyway: an octet less in
     * each header block. Over HTTP/1.1 it stays.
     */
    void withoutLength();

    /** Has the response say another {@code content-length} than it will have, over HTTP/2; over HTTP/1.1 it stays true. */
    void declareLength(long octets);

    /**
     * Has the request's body taken on the I/O thread, where nobody else reads it. The endpoint made its answer asynchronous
     * before, and may return at once: no thread waits for the client.
     */
    void receive(BodyTaker taker);

    /**
     * Ends the answer with a body that is whole. The endpoint sets status and fields before, writes nothing, and may return
     * at once: no thread waits for the client.
     *
     * @param body left as it is until the exchange is over
     */
    void finish(byte[] body);

    /**
     * Ends the response with a body of any length, written as the client takes it. The endpoint sets status and fields
     * before, {@code content-length} if it is known, writes nothing, and may return at once: no thread waits for the
     * client.
     *
     * @param body read on the I/O thread, so it may wait for a disk but for nothing else; it reads 0 bytes if it has none yet;
     *     closed at the end of the exchange
     * @return has the body read on, once it has bytes again; any thread may run it, at any time
     */
    Runnable finish(ReadableByteChannel body);

    /**
     * Answers with the request's body, each chunk given back as soon as it is there. The endpoint sets status and fields
     * before, writes nothing, and may return at once: no thread waits for the client.
     *
     * @param admit told on the I/O thread how many octets came; what it throws breaks the answer off
     */
    void echo(IntConsumer admit);

    /**
     * Breaks off a response that has begun, so that nobody takes what was sent for the whole: RST_STREAM with
     * INTERNAL_ERROR, or over HTTP/1.1 the end of the connection.
     */
    void abort();
}
