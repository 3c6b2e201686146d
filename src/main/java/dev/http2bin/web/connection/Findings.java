package dev.http2bin.web.connection;

import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Setting;
import dev.http2bin.ledger.ClientView;
import dev.http2bin.ledger.ConnectionView;
import dev.http2bin.ledger.HpackView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands out in a client's manner, in plain words: what costs it time, what is deprecated, what is missing. */
final class Findings {
    /** From so many header blocks on, a client that never refers to its table will not begin to. */
    private static final int ENOUGH_BLOCKS = 3;

    private final ClientView client;
    private final ConnectionView connection;
    private final List<String> found = new ArrayList<>();

    private Findings(ClientView client, ConnectionView connection) {
        this.client = client;
        this.connection = connection;
    }

    static List<String> of(ClientView client, ConnectionView connection) {
        Findings findings = new Findings(client, connection);
        findings.settings();
        findings.windows();
        findings.requests();
        findings.priority();
        findings.hpack();
        findings.earlyHints();
        return List.copyOf(findings.found);
    }

    private void add(boolean holds, String words, Object... figures) {
        if (holds) {
            found.add(String.format(Locale.ROOT, words, figures));
        }
    }

    private long setting(int id, long otherwise) {
        return client.settings().stream()
                .filter(setting -> setting.id() == id)
                .mapToLong(Setting::value)
                .reduce(otherwise, (before, value) -> value);
    }

    private long received(FrameType type) {
        return connection.received().frames().getOrDefault(type, 0L);
    }

    private void settings() {
        add(client.settings().isEmpty(), "sends an empty SETTINGS frame: every setting keeps its default");
        add(
                !client.settingsAcknowledged() && connection.streamsOpened() > 1,
                "has not acknowledged the server's SETTINGS so far");
        add(
                setting(Setting.ENABLE_PUSH, 1) != 0,
                "leaves server push enabled, which no server here uses: ENABLE_PUSH=0 would say so");
        add(
                client.settings().stream().anyMatch(setting -> setting.name().startsWith("0x")),
                "sends settings that no RFC defines, perhaps as grease");
        add(received(FrameType.UNKNOWN) > 0, "sends frames of types that no RFC defines, perhaps as grease");
    }

    private void windows() {
        long update = client.windowUpdate() == null ? 0 : client.windowUpdate();
        add(
                update == 0,
                "keeps the connection's receive window at 65,535 octets until its first request:"
                        + " a fast download over a long way will wait for it");
        add(
                connection.connectionStalls().count() > 0,
                "made responses wait %d times for the connection's window, %.3f s together",
                connection.connectionStalls().count(),
                connection.connectionStalls().seconds());
        long stalls = connection.streams().values().stream()
                .mapToLong(stream -> stream.stalls().count())
                .sum();
        add(stalls > 0, "made responses wait %d times for a stream's window", stalls);
    }

    private void requests() {
        add(client.firstStreamId() > 1, "opens stream %d first, not 1", client.firstStreamId());
        add(
                client.lateEnds() > 0,
                "sends no END_STREAM with HEADERS on GET: %d requests needed another frame to end",
                client.lateEnds());
        add(client.hostField(), "sends host beside :authority, which says the same");
        add(
                client.cookieFields() > 1,
                "splits its cookies into %d fields, so that HPACK can index each",
                client.cookieFields());
        add(client.paddedFrames() > 0, "pads frames: %d so far", client.paddedFrames());
        add(received(FrameType.RST_STREAM) > 0, "has reset %d streams", received(FrameType.RST_STREAM));
        add(received(FrameType.PING) > 0, "has sent %d PING frames", received(FrameType.PING));
    }

    private void priority() {
        boolean deprecated = !client.priorities().isEmpty() || client.requestPriority() != null;
        add(deprecated, "signals priority as RFC 7540 did, which RFC 9113 deprecates");
        boolean extensible = client.priorityField() != null || received(FrameType.PRIORITY_UPDATE) > 0;
        add(extensible, "signals priority as RFC 9218 has it");
        add(!deprecated && !extensible, "signals no priority");
    }

    private void hpack() {
        HpackView.Blocks sent = connection.hpack().inbound();
        Map<String, Long> fields = sent.fields();
        add(
                sent.blocks() >= ENOUGH_BLOCKS && fields.getOrDefault("indexed_dynamic", 0L) == 0,
                "never refers to HPACK's dynamic table: every header block is sent in full");
        add(
                setting(Setting.HEADER_TABLE_SIZE, -1) == 0,
                "allows the server no HPACK dynamic table: response header blocks stay large");
        add(
                fields.getOrDefault("never_indexed", 0L) > 0,
                "keeps secrets out of HPACK tables with never-indexed fields");
    }

    private void earlyHints() {
        boolean hinted = client.earlyHints() > 0;
        add(
                hinted && client.hintsFollowed() == 0 && client.hintedTargets() > 0,
                "ignores its 103: it was sent %d and has not requested what they hinted at on this connection",
                client.earlyHints());
        add(
                hinted && client.hintsFollowed() > 0,
                "uses its 103: it requested %d of the paths they hinted at",
                client.hintsFollowed());
    }
}
