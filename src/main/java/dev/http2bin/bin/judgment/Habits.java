package dev.http2bin.bin.judgment;

import static dev.http2bin.bin.judgment.Judgment.counted;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.ConnectionView;
import java.util.ArrayList;
import java.util.List;

/** What tells one client from another and is no fault of any. What a client does not do is not named. */
record Habits(ClientView client, ConnectionView connection) {

    List<Judgment> judgments() {
        ClientView.Opening opening = client.opening();
        ClientView.Habits habits = client.habits();
        long cancelled = client.resets().cancelled();
        long secrets = connection.hpack().inbound().fields().getOrDefault("never_indexed", 0L);
        List<Judgment> seen = new ArrayList<>();
        add(seen, opening.settings().isEmpty(), "defaults", "It sends an empty SETTINGS frame.");
        add(seen, !grease().isEmpty(), "grease", "It sends " + grease() + " that no RFC defines, perhaps as grease.");
        add(
                seen,
                opening.firstStreamId() > 1,
                "first stream",
                "It opened stream " + opening.firstStreamId() + " first, not 1.");
        add(seen, opening.hostField(), "host", "It sends host beside :authority, which says the same.");
        add(
                seen,
                opening.cookieFields() > 1,
                "cookies",
                "It splits its cookies into " + opening.cookieFields() + " fields, so that HPACK can index each.");
        add(seen, secrets > 0, "secrets", "It keeps secrets out of HPACK's tables with never-indexed fields.");
        add(seen, habits.paddedFrames() > 0, "padding", "It padded " + counted(habits.paddedFrames(), "frame") + ".");
        add(
                seen,
                cancelled > 0,
                "cancelled streams",
                "It ended " + counted(cancelled, "stream") + " before the response was whole.");
        add(seen, habits.pings() > 0, "pings", "It sent " + counted(habits.pings(), "PING frame") + ".");
        return seen;
    }

    private static void add(List<Judgment> seen, boolean holds, String name, String words) {
        if (holds) {
            seen.add(Judgment.ok(name, words));
        }
    }

    /** What it sends that no RFC defines; empty if nothing. */
    private String grease() {
        List<String> unknown = new ArrayList<>();
        if (client.opening().settings().stream()
                .anyMatch(setting -> setting.name().startsWith("0x"))) {
            unknown.add("settings");
        }
        if (connection.received().frames().containsKey(FrameType.UNKNOWN)) {
            unknown.add("frames");
        }
        return String.join(" and ", unknown);
    }
}
