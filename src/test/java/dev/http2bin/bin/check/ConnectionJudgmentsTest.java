package dev.http2bin.bin.check;

import static dev.http2bin.bin.check.Judged.check;
import static dev.http2bin.bin.check.Judged.report;
import static dev.http2bin.bin.check.Judged.result;
import static dev.http2bin.bin.check.Judged.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a client by its settings, PINGs, windows and hints; at both places the same. */
@RunningService
class ConnectionJudgmentsTest {
    private static final String HINTS = "/early-hints?delay=0s";

    /** The page, behind its 103. */
    private static void page(ScriptedPeer peer, int streamId, String target) {
        peer.get(streamId, target).await(streamId + " HEADERS END_HEADERS :status 103");
        assertThat(peer.response(streamId).status()).isEqualTo("200");
    }

    private static String link(String link) {
        return HINTS + "&link=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }

    @Test
    void theCheckShowsWhatIsNotFineOfWhatTheReportShowsWhole(ScriptedPeer peer) {
        peer.greet(Setting.ENABLE_PUSH, 0).get(1, "/faults/reset?error=REFUSED_STREAM");
        page(peer, 3, HINTS);
        JsonPath check = check(peer, 5);
        Map<String, String> whole = report(peer, 7);
        List<String> fine = check.getList("fine");
        List<Map<String, String>> others = check.getList("checks");
        assertThat(others).isNotEmpty().noneMatch(finding -> "OK".equals(finding.get("result")));
        assertThat(others.stream()
                        .collect(Collectors.toMap(
                                finding -> finding.get("name"),
                                finding -> finding.get("result") + " " + finding.get("words"))))
                .isEqualTo(whole.entrySet().stream()
                        .filter(finding -> !finding.getValue().startsWith("OK"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(fine)
                .isNotEmpty()
                .allMatch(name -> whole.getOrDefault(name, "").startsWith("OK"));
    }

    @Test
    void bothAreLinesOfTextToo(ScriptedPeer peer) {
        peer.greet(Setting.ENABLE_PUSH, 0)
                .get(1, "/check", "accept", "text/plain")
                .pong();
        assertThat(peer.response(1).text().lines())
                .anyMatch(line -> line.startsWith("unseen  retry: ") && line.contains(" Ask /faults/reset"))
                .anyMatch(line -> line.startsWith("ok      settings, ping, "))
                .noneMatch(line -> line.startsWith("ok      settings: "))
                .last()
                .asString()
                .matches("\\d+ ok, 0 bad, \\d+ to note, 0 unknown, \\d+ not seen yet");
        peer.get(3, "/connection/client", "accept", "text/plain");
        assertThat(peer.response(3).text().lines())
                .anyMatch(line -> line.startsWith("ok      settings: It acknowledged"))
                .anyMatch(line -> line.startsWith("unseen  retry: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://elsewhere.example/a.css>; rel=preload; as=style",
                "<//elsewhere.example/a.css>; rel=preload; as=style",
                "<https://fonts.example>; rel=preconnect",
                "</>; rel=preconnect",
                "</next>; rel=next"
            })
    void aHintThatCannotBeFollowedHereCountsAgainstNoClient(String link, ScriptedPeer peer) {
        page(peer.greet(), 1, link(link));
        JsonPath list = check(peer, 3);
        assertThat(result(list, "early hints")).isEqualTo("UNSEEN");
        assertThat(report(peer, 5).get("early hints")).startsWith("UNSEEN ").contains("1 response with status 103");
    }

    @Test
    void aHintThatIsNotFollowedIsNotedAndOneThatIsIsFine(ScriptedPeer peer) {
        String hint = link("</version>; rel=preload; as=fetch");
        page(peer.greet(), 1, hint);
        JsonPath list = check(peer, 3);
        assertThat(result(list, "early hints")).isEqualTo("NOTE");
        assertThat(words(list, "early hints")).startsWith("It was sent 1 response with status 103 ");
        page(peer, 5, hint);
        assertThat(report(peer, 7).get("early hints")).startsWith("NOTE It was sent 2 responses with status 103 ");
        peer.get(9, "/version").response(9);
        assertThat(report(peer, 11)).containsEntry("early hints", "OK It requested 1 path that a 103 had hinted at.");
    }

    @Test
    void anAcknowledgedPingIsNotOneThatTheClientSent(ScriptedPeer peer) {
        check(peer.greet(), 1);
        assertThat(report(peer, 3))
                .doesNotContainKey("pings")
                .hasEntrySatisfying("ping", ping -> assertThat(ping).startsWith("OK It answered a PING after "));
        peer.ping(7).await("0 PING ACK");
        assertThat(report(peer, 5)).containsEntry("pings", "OK It sent 1 PING frame.");
        peer.ping(8).await("0 PING ACK");
        assertThat(report(peer, 7)).containsEntry("pings", "OK It sent 2 PING frames.");
    }

    @Test
    void withoutAPingNothingIsSaidOfItsAnswer(ScriptedPeer peer) {
        assertThat(report(peer.greet(), 1).get("ping")).startsWith("UNSEEN ");
    }

    @Test
    void aSilentClientIsBad(ScriptedPeer peer) {
        peer.greet().get(1, "/check", "accept", "application/json");
        assertThat(result(JsonPath.from(peer.response(1).text()), "ping")).isEqualTo("BAD");
        assertThat(report(peer, 3).get("ping")).startsWith("BAD It did not answer a PING within 2 s");
    }

    /** What is ahead of the PING may still be on its way to the client. */
    @Test
    void aSilentClientBesideADownloadIsNotAccused(ScriptedPeer peer) {
        peer.greet().get(1, "/clock?ticks=50&interval=100ms").awaitFrame(FrameType.DATA, 1);
        peer.get(3, "/check", "accept", "application/json");
        assertThat(result(JsonPath.from(peer.response(3).text()), "ping")).isEqualTo("UNKNOWN");
    }

    @Test
    void settingsMayBeAcknowledgedLaterThanTheFirstRequests(ScriptedPeer peer) {
        peer.preface().settings().get(1, "/hello").response(1);
        peer.get(3, "/hello").response(3);
        assertThat(result(check(peer, 5), "settings")).isEqualTo("UNSEEN");
        peer.settingsAck();
        assertThat(result(check(peer, 7), "settings")).isEqualTo("OK");
    }

    @Test
    void settingsThatStayUnacknowledgedAreBad(ScriptedPeer peer) {
        peer.preface()
                .settings()
                .get(1, "/check?after=2500ms", "accept", "application/json")
                .pong();
        JsonPath list = JsonPath.from(peer.response(1).text());
        assertThat(result(list, "settings")).isEqualTo("BAD");
        assertThat(words(list, "settings")).contains("§6.5.3");
    }

    @Test
    void laterSettingsThatStayUnacknowledgedAreBad(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?0x2a=7").await("0 SETTINGS 0x2a=7");
        assertThat(result(check(peer, 3), "settings")).isEqualTo("UNSEEN");
        peer.response(1); // which waited for the ACK
        assertThat(result(check(peer, 5), "settings")).isEqualTo("BAD");
        peer.settingsAck();
        assertThat(result(check(peer, 7), "settings")).isEqualTo("OK");
    }

    @Test
    void theOpeningWindowUpdateAloneShowsNothingOfWindows(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, 1 << 20).get(1, "/hello").response(1);
        JsonPath list = check(peer, 3);
        assertThat(result(list, "windows")).isEqualTo("UNSEEN");
        assertThat(result(list, "connection window")).isEqualTo("OK");
        peer.windowUpdate(0, 100).windowUpdate(0, 100);
        assertThat(result(check(peer, 5), "windows")).isEqualTo("UNSEEN");
    }

    @Test
    void windowsThatAreFilledInTimeAreFine(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1 << 20).windowUpdate(0, 1 << 20);
        peer.get(1, "/bytes/200000").response(1);
        assertThat(result(check(peer, 3), "windows")).isEqualTo("UNSEEN");
        peer.windowUpdate(0, 200_000);
        assertThat(result(check(peer, 5), "windows")).isEqualTo("OK");
        assertThat(report(peer, 7).get("windows")).startsWith("OK It sent 1 WINDOW_UPDATE frame ");
    }

    /** The stream's window and the connection's are both used up, and are filled one after the other. */
    @Test
    void aResponseThatWaitsForBothWindowsWaitsOnce(ScriptedPeer peer) {
        peer.greet().get(1, "/bytes/70000");
        int octets = 0;
        while (octets < 65_535) {
            octets += peer.awaitFrame(FrameType.DATA, 1).payload().limit();
        }
        peer.settle().windowUpdate(1, 1 << 20).settle().windowUpdate(0, 1 << 20);
        peer.rest(peer.awaitFrame(FrameType.DATA, 1));
        JsonPath list = check(peer, 3);
        assertThat(result(list, "windows")).isEqualTo("NOTE");
        assertThat(words(list, "windows")).startsWith("Responses waited 1 time for a window, ");
        assertThat(report(peer, 5)).doesNotContainKeys("stalls", "connection stalls");
    }

    @Test
    void aWindowThatIsWidenedLateIsNotCalledNarrow(ScriptedPeer peer) {
        peer.greet().get(1, "/hello").response(1);
        assertThat(result(check(peer, 3), "connection window")).isEqualTo("NOTE");
        peer.windowUpdate(0, 1 << 20);
        assertThat(report(peer, 5)).containsEntry("connection window", "OK It widened the connection's window.");
    }

    @Test
    void pushThatStaysOnIsNoted(ScriptedPeer peer) {
        assertThat(result(check(peer.greet(Setting.ENABLE_PUSH, 1), 1), "push")).isEqualTo("NOTE");
    }

    @Test
    void habitsAreToldWithoutBlame(ScriptedPeer peer) {
        peer.greet(0x2a2a, 7).frame(0xbb, 0, 0);
        peer.headers(
                3,
                Flags.END_STREAM,
                ScriptedPeer.request("GET", "/hello", "cookie", "a=1", "cookie", "b=2", "priority", "u=1"));
        peer.response(3);
        assertThat(report(peer, 5))
                .containsEntry("grease", "OK It sends settings and frames that no RFC defines, perhaps as grease.")
                .containsEntry("first stream", "OK It opened stream 3 first, not 1.")
                .containsEntry("cookies", "OK It splits its cookies into 2 fields, so that HPACK can index each.")
                .containsEntry("priority", "OK It signals priority as RFC 9218 has it.")
                .doesNotContainKeys("padding", "pings", "cancelled streams", "host");
    }
}
