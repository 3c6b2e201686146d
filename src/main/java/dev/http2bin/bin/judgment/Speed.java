package dev.http2bin.bin.judgment;

import static dev.http2bin.bin.judgment.Judgment.counted;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.ConnectionView.Stalls;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.HpackView;
import java.util.List;
import java.util.Locale;

/** What costs a client time or bytes, and what saves them. */
record Speed(ClientView client, ConnectionView connection) {
    /** After this many header blocks a client that never referred to its dynamic table will not begin to. */
    private static final int ENOUGH_BLOCKS = 3;

    List<Judgment> judgments() {
        return List.of(
                windows(),
                connectionWindow(),
                endOfStream(),
                push(),
                reuse(),
                headerCompression(),
                responseCompression(),
                priority(),
                earlyHints(),
                trailers());
    }

    private Judgment windows() {
        String name = "windows";
        List<Stalls> ofStreams = connection.streams().values().stream()
                .map(ConnectionView.StreamView::stalls)
                .toList();
        // A wait for both windows is in both counts: the larger one has no wait twice.
        long waits = Math.max(
                connection.connectionStalls().count(),
                ofStreams.stream().mapToLong(Stalls::count).sum());
        double seconds = Math.max(
                connection.connectionStalls().seconds(),
                ofStreams.stream().mapToDouble(Stalls::seconds).sum());
        if (waits > 0) {
            return Judgment.note(
                    name,
                    String.format(
                            Locale.ROOT,
                            "Responses waited %s for a window, %.3f s together: it is small for this connection, or"
                                    + " filled late.",
                            counted(waits, "time"),
                            seconds));
        }
        long refills = client.habits().refills();
        return refills == 0 || connection.sent().data() <= FlowWindow.INITIAL
                ? Judgment.unseen(
                        name, "The responses were too short to need WINDOW_UPDATE.", "/bytes/10000000, then /check")
                : Judgment.ok(
                        name,
                        "It sent %s for responses, and none of them had to wait."
                                .formatted(counted(refills, "WINDOW_UPDATE frame")));
    }

    private Judgment connectionWindow() {
        String name = "connection window";
        if (client.opening().windowUpdate() != null) {
            return Judgment.ok(name, "It widened the connection's window at once.");
        }
        return connection.connFlowOut() > FlowWindow.INITIAL
                ? Judgment.ok(name, "It widened the connection's window.")
                : Judgment.note(
                        name,
                        "It kept the connection's window at 65,535 bytes until its first request, which slows fast"
                                + " downloads over a long way.");
    }

    private Judgment endOfStream() {
        String name = "end of stream";
        long late = client.habits().lateEnds();
        return late == 0
                ? Judgment.ok(name, "Its GET requests end with their HEADERS.")
                : Judgment.note(name, late + " of its GET requests needed another frame to end.");
    }

    private Judgment push() {
        String name = "push";
        return connection.peerSettings().getOrDefault("ENABLE_PUSH", 1L) == 0
                ? Judgment.ok(name, "It turned server push off.")
                : Judgment.note(name, "It leaves server push on; ENABLE_PUSH=0 would save servers the question.");
    }

    private Judgment reuse() {
        String name = "reuse";
        return connection.streamsOpened() > 1
                ? Judgment.ok(
                        name,
                        "It sent %s on this connection.".formatted(counted(connection.streamsOpened(), "request")))
                : Judgment.unseen(name, "This is the first request on this connection.", "for anything before /check");
    }

    private Judgment headerCompression() {
        String name = "header compression";
        HpackView.Blocks sent = connection.hpack().inbound();
        if (sent.fields().getOrDefault("indexed_dynamic", 0L) > 0) {
            return Judgment.ok(name, String.format(Locale.ROOT, "It saved %.0f %% by HPACK.", 100 * sent.savings()));
        }
        if (sent.blocks() < ENOUGH_BLOCKS) {
            return Judgment.unseen(name, "It sent too few header blocks.", "for two things before /check");
        }
        return connection.settings().getOrDefault("HEADER_TABLE_SIZE", 1L) == 0
                ? Judgment.unknown(name, "This server allows it no dynamic table.")
                : Judgment.note(name, "It never refers to HPACK's dynamic table, and sends each header block in full.");
    }

    private Judgment responseCompression() {
        String name = "response compression";
        return connection.peerSettings().getOrDefault("HEADER_TABLE_SIZE", 1L) == 0
                ? Judgment.note(
                        name,
                        "It allows the server no HPACK dynamic table, so the responses' header blocks stay large.")
                : Judgment.ok(name, "It allows the server an HPACK dynamic table.");
    }

    private Judgment priority() {
        String name = "priority";
        ClientView.Opening opening = client.opening();
        boolean extensible = opening.priorityField() != null
                || connection.received().frames().getOrDefault(FrameType.PRIORITY_UPDATE, 0L) > 0;
        if (extensible) {
            return Judgment.ok(name, "It signals priority as RFC 9218 has it.");
        }
        return opening.priorities().isEmpty() && opening.requestPriority() == null
                ? Judgment.ok(name, "It signals no priority, which is allowed.")
                : Judgment.note(
                        name,
                        "It signals priority as RFC 7540 did, which RFC 9113 §5.3.2 deprecates and this server does not obey; RFC 9218 has a field"
                                + " for it.");
    }

    private Judgment earlyHints() {
        String name = "early hints";
        ClientView.Hints hints = client.hints();
        String sent = "It was sent %s with status 103".formatted(counted(hints.sent(), "response"));
        if (hints.sent() == 0) {
            return Judgment.unseen(name, "It was sent no response with status 103.", "/early-hints, then /check");
        }
        if (hints.targets() == 0) {
            return Judgment.unseen(
                    name, sent + " that asked for nothing on this connection.", "/early-hints, then /check");
        }
        return hints.followed() > 0
                ? Judgment.ok(
                        name, "It requested %s that a 103 had hinted at.".formatted(counted(hints.followed(), "path")))
                : Judgment.note(
                        name,
                        sent + " and requested nothing hinted at on this connection, unless it had that in a cache.");
    }

    private Judgment trailers() {
        String name = "trailers";
        long trailers = client.habits().trailers();
        return trailers == 0
                ? Judgment.unseen(name, "It sent no trailers.", "POST /echo with trailers, then /check")
                : Judgment.ok(name, "It ended %s with trailers.".formatted(counted(trailers, "request")));
    }
}
