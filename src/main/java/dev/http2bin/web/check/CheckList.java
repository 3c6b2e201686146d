package dev.http2bin.web.check;

import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Setting;
import dev.http2bin.ledger.ClientView;
import dev.http2bin.ledger.ConnectionView;
import dev.http2bin.ledger.ConnectionView.StreamView;
import dev.http2bin.web.check.Check.Result;
import dev.http2bin.web.connection.TextLines;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server can tell of a client from one connection: RFC 9113's duties first, then what makes it fast. */
public record CheckList(String id, String protocol, String summary, List<Check> checks) implements TextLines {
    private static final int ENOUGH_BLOCKS = 3;

    /** Below this many streams at once, most clients that load a page come to the limit. */
    private static final long LIMIT = 50;

    /** @param roundTrip of the PING that the check sent; null where the client did not answer it */
    static CheckList of(String protocol, ClientView client, ConnectionView connection, @Nullable Duration roundTrip) {
        List<Check> checks = Stream.of(
                        settings(client),
                        ping(roundTrip),
                        limit(connection),
                        goAway(client, roundTrip),
                        retry(client),
                        windows(client, connection),
                        endStream(client),
                        push(client),
                        reuse(connection),
                        table(connection),
                        connectionWindow(client),
                        priority(client),
                        hints(client),
                        trailers(client))
                .toList();
        return new CheckList(connection.id(), protocol, summary(checks), checks);
    }

    static CheckList http1(String id, String protocol) {
        Check check = Check.unseen(
                "protocol", "This came over " + protocol + ", which has nothing of what is checked.", "over HTTP/2");
        return new CheckList(id, protocol, summary(List.of(check)), List.of(check));
    }

    private static String summary(List<Check> checks) {
        return "%d ok, %d bad, %d to note, %d not seen yet"
                .formatted(
                        count(checks, Result.OK),
                        count(checks, Result.BAD),
                        count(checks, Result.NOTE),
                        count(checks, Result.UNSEEN));
    }

    private static long count(List<Check> checks, Result result) {
        return checks.stream().filter(check -> check.result() == result).count();
    }

    @Override
    public Stream<String> lines() {
        return Stream.concat(checks.stream().map(Check::line), Stream.of(summary));
    }

    private static Check settings(ClientView client) {
        return Check.seen(
                "settings",
                client.settingsAcknowledged(),
                "It acknowledged the server's SETTINGS.",
                "It did not acknowledge the server's SETTINGS yet, which RFC 9113 §6.5.3 demands.");
    }

    private static Check ping(@Nullable Duration roundTrip) {
        return Check.seen(
                "ping",
                roundTrip != null,
                "It answered a PING after %.1f ms.".formatted(roundTrip == null ? 0 : roundTrip.toNanos() / 1e6),
                "It did not answer a PING within two seconds, which RFC 9113 §6.7 demands.");
    }

    private static Check limit(ConnectionView connection) {
        boolean low = connection.settings().getOrDefault("MAX_CONCURRENT_STREAMS", LIMIT) < LIMIT;
        return connection.streamsRefused() == 0 && !low
                ? Check.unseen(
                        "stream limit",
                        "It did not come near MAX_CONCURRENT_STREAMS.",
                        "/faults/max-streams?n=1, then for several things at once")
                : Check.seen(
                        "stream limit",
                        connection.streamsRefused() == 0,
                        "It kept to a lower MAX_CONCURRENT_STREAMS.",
                        "It opened %d streams more than MAX_CONCURRENT_STREAMS allows (RFC 9113 §5.1.2)."
                                .formatted(connection.streamsRefused()));
    }

    /** What came within a round trip of GOAWAY may have left before that was read; where it went on is not seen here. */
    private static Check goAway(ClientView client, @Nullable Duration roundTrip) {
        if (!client.goAwaySent()) {
            return Check.unseen(
                    "goaway",
                    "It was sent no GOAWAY.",
                    "/check?after=2s, meanwhile /faults/goaway, then for anything: that belongs on a new connection");
        }
        long streams = client.streamsAfterGoAway();
        boolean unread = roundTrip == null || client.lastAfterGoAway() <= roundTrip.toNanos();
        if (streams > 0 && unread) {
            return Check.advice(
                    "goaway",
                    false,
                    "",
                    "It opened %d streams on this connection after GOAWAY, perhaps before it had read that."
                            .formatted(streams));
        }
        return Check.seen(
                "goaway",
                streams == 0,
                "It opened no stream on this connection after GOAWAY.",
                "It opened %d streams on this connection after GOAWAY, the last %.1f ms after it (RFC 9113 §6.8)."
                        .formatted(streams, client.lastAfterGoAway() / 1e6));
    }

    private static Check retry(ClientView client) {
        return client.refusals() == 0
                ? Check.unseen(
                        "retry",
                        "None of its requests was refused.",
                        "/faults/reset?error=REFUSED_STREAM&times=1, then /check")
                : Check.advice(
                        "retry",
                        client.retries() > 0,
                        "It sent %d refused requests again.".formatted(client.retries()),
                        "It did not send a refused request again on this connection, which it safely may (RFC 9113"
                                + " §8.7).");
    }

    private static Check windows(ClientView client, ConnectionView connection) {
        long stalls = connection.connectionStalls().count()
                + connection.streams().values().stream()
                        .map(StreamView::stalls)
                        .mapToLong(ConnectionView.Stalls::count)
                        .sum();
        if (stalls == 0 && client.windowUpdates() == 0) {
            return Check.unseen("windows", "It had no reason to send WINDOW_UPDATE.", "/bytes/10000000, then /check");
        }
        return Check.advice(
                "windows",
                stalls == 0,
                "It sent %d WINDOW_UPDATEs, and no response had to wait.".formatted(client.windowUpdates()),
                "Responses waited %d times for a window: it is small for this way, or filled late.".formatted(stalls));
    }

    private static Check endStream(ClientView client) {
        return Check.advice(
                "end of stream",
                client.lateEnds() == 0,
                "Its GET requests end with their HEADERS.",
                "%d of its GET requests needed another frame to end.".formatted(client.lateEnds()));
    }

    private static Check push(ClientView client) {
        boolean off = client.settings().stream()
                .anyMatch(setting -> setting.id() == Setting.ENABLE_PUSH && setting.value() == 0);
        return Check.advice(
                "push",
                off,
                "It turned server push off.",
                "It leaves server push on; ENABLE_PUSH=0 would save servers the question.");
    }

    private static Check reuse(ConnectionView connection) {
        return connection.streamsOpened() > 1
                ? Check.seen(
                        "reuse",
                        true,
                        "It sent %d requests on this connection.".formatted(connection.streamsOpened()),
                        "")
                : Check.unseen("reuse", "This is the first request on this connection.", "for anything before /check");
    }

    private static Check table(ConnectionView connection) {
        if (connection.hpack().inbound().blocks() < ENOUGH_BLOCKS) {
            return Check.unseen("header compression", "It sent too few header blocks.", "for two things before /check");
        }
        return Check.advice(
                "header compression",
                connection.hpack().inbound().fields().getOrDefault("indexed_dynamic", 0L) > 0,
                "It saved %.0f %% by HPACK."
                        .formatted(100 * connection.hpack().inbound().savings()),
                "It never refers to HPACK's dynamic table.");
    }

    private static Check connectionWindow(ClientView client) {
        return Check.advice(
                "connection window",
                client.windowUpdate() != null,
                "It widened the connection's window at once.",
                "It keeps the connection's window at 65,535 octets, which slows downloads over a long way.");
    }

    private static Check priority(ClientView client) {
        boolean old = !client.priorities().isEmpty() || client.requestPriority() != null;
        boolean field = client.priorityField() != null;
        return Check.advice(
                "priority",
                field || !old,
                field ? "It says priority as RFC 9218 has it." : "It says nothing of priority, which is allowed.",
                FrameType.PRIORITY + " is deprecated (RFC 9113 §5.3.2); the priority field of RFC 9218 is not.");
    }

    private static Check hints(ClientView client) {
        return client.earlyHints() == 0
                ? Check.unseen("early hints", "It was sent no 103.", "/early-hints, then /check")
                : Check.advice(
                        "early hints",
                        client.hintsFollowed() > 0,
                        "It used %d hints.".formatted(client.hintsFollowed()),
                        "It was sent %d 103s and requested nothing they hinted at.".formatted(client.earlyHints()));
    }

    private static Check trailers(ClientView client) {
        return client.trailers() == 0
                ? Check.unseen("trailers", "It sent no trailers.", "POST /echo with trailers, then /check")
                : Check.seen("trailers", true, "It sent %d times trailers.".formatted(client.trailers()), "");
    }
}
