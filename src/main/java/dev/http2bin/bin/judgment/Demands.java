package dev.http2bin.bin.judgment;

import static dev.http2bin.bin.judgment.Judgment.counted;

import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.ConnectionView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What RFC 9113 demands of a client. A frame that may have left before the client had read the server's is no fault, and
 * neither is what it may have done on another connection.
 */
record Demands(ClientView client, ConnectionView connection) {
    /** A busy client reads that much later than it answers a PING at rest. */
    private static final Duration BUSY = Duration.ofMillis(200);

    /** RST_STREAM frames of both sides may cross once by chance. */
    private static final int NO_CHANCE = 2;

    List<Judgment> judgments() {
        return List.of(settings(), ping(), streamLimit(), goAway(), retry(), reset());
    }

    private static boolean late(ClientView.Replies replies) {
        return replies.waited() >= Judgments.PATIENCE.toNanos();
    }

    private Judgment settings() {
        String name = "settings";
        if (client.settings().missing() == 0) {
            return Judgment.ok(name, "It acknowledged the server's SETTINGS.");
        }
        return late(client.settings())
                ? Judgment.bad(
                        name,
                        String.format(
                                Locale.ROOT,
                                "It has not acknowledged the server's SETTINGS for %.1f s; RFC 9113 §6.5.3 demands that"
                                        + " at once.",
                                client.settings().waited() / 1e9))
                : Judgment.unseen(
                        name,
                        "It has not acknowledged the server's SETTINGS, which left a moment ago.",
                        "/check?after=" + Judgments.PATIENCE.plusSeconds(1).toSeconds() + "s");
    }

    private Judgment ping() {
        String name = "ping";
        Double roundTrip = connection.roundTrip();
        if (client.pings().missing() > 0 && late(client.pings())) {
            String words = "It did not answer a PING within " + Judgments.PATIENCE.toSeconds() + " s";
            return connection.streamsActive() > 1
                    ? Judgment.unknown(name, words + ", but DATA of other streams may be on its way ahead of that.")
                    : Judgment.bad(name, words + ", which RFC 9113 §6.7 demands.");
        }
        return roundTrip == null
                ? Judgment.unseen(name, "It has answered no PING of the server's so far.", "/check")
                : Judgment.ok(name, String.format(Locale.ROOT, "It answered a PING after %.1f ms.", 1_000 * roundTrip));
    }

    private Judgment streamLimit() {
        String name = "stream limit";
        ClientView.StreamLimit streams = client.streamLimit();
        if (streams.over() > 0) {
            return Judgment.bad(
                    name,
                    "It opened %s more than MAX_CONCURRENT_STREAMS allows (RFC 9113 §5.1.2)."
                            .formatted(counted(streams.over(), "stream")));
        }
        if (streams.reached() != null) {
            return Judgment.ok(
                    name,
                    "It had %s open at once, as many as MAX_CONCURRENT_STREAMS=%d allows."
                            .formatted(counted(streams.reached(), "stream"), streams.reached()));
        }
        String early = streams.early() == 0
                ? ""
                : " It opened %s too many before it acknowledged a limit, as it may (RFC 9113 §6.5.2)."
                        .formatted(counted(streams.early(), "stream"));
        return Judgment.unseen(name, most(streams) + early, "/faults/max-streams?n=2, then for several things at once");
    }

    private static String most(ClientView.StreamLimit streams) {
        if (streams.limit() == null) {
            return "It has acknowledged no MAX_CONCURRENT_STREAMS so far.";
        }
        String limit = "MAX_CONCURRENT_STREAMS=" + streams.limit();
        return streams.most() == 0
                ? "It has opened no stream since it acknowledged " + limit + "."
                : "It had at most %s open at once, fewer than %s allows."
                        .formatted(counted(streams.most(), "stream"), limit);
    }

    private Judgment goAway() {
        String name = "goaway";
        ClientView.GoAway goAway = client.goAway();
        if (!goAway.sent()) {
            return Judgment.unseen(
                    name,
                    "It was sent no GOAWAY.",
                    "/check?after=2s, meanwhile /faults/goaway, then for anything: that belongs on a new connection");
        }
        if (goAway.streams() == 0) {
            return Judgment.ok(name, "It opened no stream on this connection after GOAWAY.");
        }
        String opened = "It opened %s on this connection after GOAWAY".formatted(counted(goAway.streams(), "stream"));
        Double roundTrip = connection.roundTrip();
        boolean unread =
                client.pings().missing() > 0 || roundTrip == null || goAway.last() <= 1e9 * roundTrip + BUSY.toNanos();
        return unread
                ? Judgment.note(name, opened + ", perhaps before it had read that.")
                : Judgment.bad(
                        name,
                        String.format(
                                Locale.ROOT,
                                "%s, the last %.1f ms after it (RFC 9113 §6.8).",
                                opened,
                                goAway.last() / 1e6));
    }

    private Judgment retry() {
        String name = "retry";
        ClientView.Refusals refusals = client.refusals();
        if (refusals.count() == 0) {
            return Judgment.unseen(
                    name,
                    "None of its requests was refused.",
                    "/faults/reset?error=REFUSED_STREAM&times=1, then /check");
        }
        return refusals.retries() > 0
                ? Judgment.ok(name, "It sent %s again.".formatted(counted(refusals.retries(), "refused request")))
                : Judgment.unknown(
                        name,
                        ("The server refused %s and saw no retry on this connection. It cannot see a retry on another"
                                        + " connection, which RFC 9113 §8.7 allows.")
                                .formatted(counted(refusals.count(), "request")));
    }

    /**
     * A client that resets streams of its own accord may have done so before it had read the server's RST_STREAM. One that
     * resets only what the server has reset answers.
     */
    private Judgment reset() {
        String name = "reset";
        ClientView.Resets resets = client.resets();
        if (resets.byServer() == 0) {
            return Judgment.unseen(
                    name,
                    "The server reset none of its streams ahead of a response.",
                    "/faults/reset twice, then /check");
        }
        if (resets.answered() == 0) {
            return Judgment.ok(name, "It answered no RST_STREAM with RST_STREAM.");
        }
        boolean answers =
                resets.answered() >= NO_CHANCE && resets.cancelled() == 0 && 2 * resets.answered() > resets.byServer();
        return answers
                ? Judgment.bad(
                        name,
                        "It answered RST_STREAM with RST_STREAM on %s, which RFC 9113 §5.4.2 forbids."
                                .formatted(counted(resets.answered(), "stream")))
                : Judgment.note(
                        name,
                        ("It sent RST_STREAM on %d of %s that the server had reset, perhaps before it had read that. As an"
                                        + " answer it is forbidden (RFC 9113 §5.4.2).")
                                .formatted(resets.answered(), counted(resets.byServer(), "stream")));
    }
}
