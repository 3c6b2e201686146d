package dev.http2bin.bin.connection;

import dev.http2bin.bin.content.Seconds;
import dev.http2bin.bin.judgment.Judgment;
import dev.http2bin.bin.judgment.Judgments;
import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.ClientView.Dependent;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.StreamPriority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client is, judged by how its connection began and went on.
 *
 * @param settings of its first SETTINGS frame, in its order
 * @param windowUpdate its first WINDOW_UPDATE on the connection, where that came before its first request
 * @param pseudoHeaders of its first request, in its order
 * @param fingerprint these as one string, {@code settings|window update|priority|pseudo-headers}, in the form that
 *     Akamai's paper of 2017 made common
 * @param behaviour what it did since
 * @param findings all judgments of it, in plain words
 */
record ClientReport(
        String id,
        String protocol,
        List<SettingView> settings,
        @Nullable Long windowUpdate,
        List<String> pseudoHeaders,
        Priority priority,
        String fingerprint,
        Behaviour behaviour,
        List<Judgment> findings)
        implements TextLines {

    /**
     * What it did since.
     *
     * @param requests on this connection, so more than one where it uses it again
     * @param longestSilence seconds between two of its frames
     * @param overLimit requests beyond MAX_CONCURRENT_STREAMS, which were refused
     * @param refusals requests that the server refused with REFUSED_STREAM
     * @param retries requests for what was refused before
     * @param hintsFollowed requests for what a 103 had hinted at
     */
    record Behaviour(
            long requests,
            BigDecimal longestSilence,
            long windowUpdates,
            long trailers,
            long overLimit,
            long refusals,
            long retries,
            long earlyHints,
            long hintsFollowed) {}

    /** One setting: its number, its name where it has one, its value. */
    record SettingView(int id, String name, long value) {}

    /**
     * Priority signals of both kinds.
     *
     * @param frames PRIORITY frames before the first request (RFC 7540)
     * @param request what the first request's HEADERS carry (RFC 7540)
     * @param dependencies the tree that all frames so far make (RFC 7540 §5.3), from the streams on that depend on no other; it has no
     *     effect
     * @param field the first request's {@code priority} field (RFC 9218)
     */
    record Priority(
            List<StreamPriority> frames,
            @Nullable StreamPriority request,
            List<Dependent> dependencies,
            @Nullable String field) {}

    static ClientReport of(String protocol, Connection connection) {
        ClientView client = connection.wire().client();
        ConnectionView view = connection.view();
        ClientView.Opening opening = client.opening();
        return new ClientReport(
                connection.id(),
                protocol,
                opening.settings().stream()
                        .map(setting -> new SettingView(setting.id(), setting.name(), setting.value()))
                        .toList(),
                opening.windowUpdate(),
                opening.pseudoHeaders(),
                new Priority(
                        opening.priorities(),
                        opening.requestPriority(),
                        client.dependencies(),
                        opening.priorityField()),
                Fingerprint.of(opening),
                new Behaviour(
                        view.streamsOpened(),
                        Seconds.of(Duration.ofNanos(client.habits().longestSilence())),
                        client.habits().windowUpdates(),
                        client.habits().trailers(),
                        view.streamsRefused(),
                        client.refusals().count(),
                        client.refusals().retries(),
                        client.hints().sent(),
                        client.hints().followed()),
                Judgments.of(connection).all());
    }

    @Override
    public Stream<String> lines() {
        return findings.stream().map(Judgment::line);
    }
}
