package dev.http2bin.bin.check;

import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;

/** What the service says of a scripted client, at {@code /check} and at {@code /connection/client}. */
final class Judged {

    private Judged() {}

    /** The client asks for the check, and answers the check's PING. */
    static JsonPath check(ScriptedPeer peer, int streamId) {
        peer.get(streamId, "/check", "accept", "application/json").pong();
        return JsonPath.from(peer.response(streamId).text());
    }

    /** The verdict on one thing at {@code /check}, which names those that are fine. */
    static String result(JsonPath check, String name) {
        List<String> fine = check.getList("fine");
        return fine != null && fine.contains(name)
                ? "OK"
                : check.getString("checks.find { it.name == '" + name + "' }.result");
    }

    static String words(JsonPath check, String name) {
        return check.getString("checks.find { it.name == '" + name + "' }.words");
    }

    /** All findings of the client's own report, verdict and words by name. */
    static Map<String, String> report(ScriptedPeer peer, int streamId) {
        peer.get(streamId, "/connection/client");
        List<Map<String, String>> findings =
                JsonPath.from(peer.response(streamId).text()).getList("findings");
        return findings.stream()
                .collect(java.util.stream.Collectors.toMap(
                        finding -> finding.get("name"), finding -> finding.get("result") + " " + finding.get("words")));
    }
}
