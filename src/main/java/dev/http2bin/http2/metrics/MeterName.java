package dev.http2bin.http2.metrics;

import org.jspecify.annotations.Nullable;

/** Every meter's name, base unit and description. */
enum MeterName {
    CONNECTIONS_ACTIVE("connections.active", null, "HTTP/2 connections that are open now"),
    CONNECTIONS_OPENED("connections.opened", null, "HTTP/2 connections that were opened"),
    CONNECTIONS_CLOSED("connections.closed", null, "HTTP/2 connections that closed, by what closed them"),
    STREAMS_ACTIVE("streams.active", null, "Streams that are open or half-closed now"),
    STREAMS_OPENED("streams.opened", null, "Streams that clients opened and the server accepted"),
    STREAMS_CLOSED("streams.closed", null, "Streams that ended, by how they ended"),
    STREAMS_REFUSED("streams.refused", null, "Streams refused with REFUSED_STREAM for being too many at once"),
    STREAMS_PER_CONNECTION("streams.per.connection", null, "Streams that a connection had opened when it closed"),
    STREAM_DURATION("stream.duration", null, "Time from a stream's HEADERS to its end"),
    STREAM_FIRST_BYTE("stream.first.byte", null, "Time from a request's HEADERS to those of its final response"),
    FRAMES("frames", null, "Frames by direction and type"),
    DATA("data", "bytes", "Content of DATA frames, without padding"),
    RESETS("resets", null, "RST_STREAM frames by direction and error code"),
    GOAWAYS("goaways", null, "GOAWAY frames by direction and error code"),
    LIMIT_EXCEEDED("limit.exceeded", null, "Times that a limit stopped a client"),
    FLOW_STALLS("flow.stalls", null, "Times that a response had to wait for a flow-control window"),
    FLOW_STALL_TIME("flow.stall.time", null, "Time that responses waited for a flow-control window"),
    PRIORITY_WAIT(
            "priority.wait", null, "Time that responses which could have been sent waited for others to be sent first"),
    PRIORITY_OVERTAKEN(
            "priority.overtaken",
            "bytes",
            "Content of others that was sent while responses which could have been sent waited"),
    HPACK_FIELDS("hpack.fields", null, "Header fields by direction and HPACK representation"),
    HPACK_WIRE("hpack.wire", "bytes", "Header blocks as they were on the wire"),
    HPACK_PLAIN("hpack.plain", "bytes", "Names and values of header fields before compression"),
    HPACK_INSERTIONS("hpack.insertions", null, "Entries added to HPACK dynamic tables"),
    HPACK_EVICTIONS("hpack.evictions", null, "Entries that had to leave HPACK dynamic tables"),
    HPACK_TABLE_SIZE("hpack.table.size", "bytes", "HPACK dynamic tables of all open connections together"),
    PING_RTT("ping.rtt", null, "Round trips of PING frames that the server sent"),
    EARLY_HINTS("early.hints", null, "103 responses that were asked for, by what became of them"),
    TLS_HANDSHAKES("tls.handshakes", null, "TLS handshakes by what was agreed, or failed because the client left"),
    CERTIFICATE_EXPIRY("certificate.expiry", "seconds", "Time until the certificate ends that new connections get"),
    WORKER_BUSY("worker.busy", "threads", "Threads that run blocking handlers now"),
    WORKER_MAX("worker.max", "threads", "The most threads that may run blocking handlers at once"),
    WORKER_QUEUE("worker.queue", "tasks", "Requests that wait for a thread"),
    MEMORY_USED(
            "memory.used", "bytes", "Memory that connections hold in buffers, open requests and responses that wait"),
    MEMORY_MAX("memory.max", "bytes", "The most memory that connections may hold"),
    BUFFERS_ACTIVE("buffers.active", null, "Network buffers that are in use now"),
    BUFFERS_ALLOCATED("buffers.allocated", null, "Network buffers that were taken out of the pool");

    private static final String PREFIX = "http2.server.";

    private final String id;
    private final @Nullable String unit;
    private final String description;

    MeterName(String suffix, @Nullable String unit, String description) {
        this.id = PREFIX + suffix;
        this.unit = unit;
        this.description = description;
    }

    /** The whole name, in Micrometer's notation. */
    String id() {
        return id;
    }

    /** Null for a plain count, and for a timer, which knows its own. */
    @Nullable String unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
