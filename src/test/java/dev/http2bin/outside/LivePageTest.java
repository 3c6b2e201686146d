package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at {@code /} and its labs, as a person sees them in Chromium. */
@Tag("outside")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {

    /** Octets on the wire that the lab's cookie takes at the least, by Huffman code: 36 digits of five bits or more. */
    private static final int COOKIE = 36 * 5 / 8;

    private final ServiceJar service;
    private Chromium chromium;

    LivePageTest(ServiceJar service) {
        this.service = service;
    }

    @BeforeAll
    void start(@TempDir Path profile) throws Exception {
        chromium = new Chromium(service, profile);
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        chromium.open(service.base() + "/");
        chromium.awaitText("#status", "Live: connection c\\d+.*");
        chromium.awaitText("#fault-reset", "Run reset");
    }

    @Test
    void itShowsTheVisitorsOwnConnectionAsItGoesOn() {
        assertThat(chromium.navigation()).containsEntry("nextHopProtocol", "h2");
        chromium.run("return fetch('/hello?seen-by-the-page').then(answer => answer.text())");

        chromium.awaitText("#waterfall", "(?s).*GET /hello\\?seen-by-the-page.*completed.*");
        chromium.awaitText("#log", "(?s).*< \\d+ DATA \\d+ END_STREAM.*");
        chromium.awaitText("#blocks", "(?s).*> stream \\d+ /hello\\?seen-by-the-page: \\d+ → \\d+ octets.*");
        assertThat(chromium.text("#settings")).containsPattern("MAX_CONCURRENT_STREAMS 100 ");
        assertThat(chromium.text("#in-total")).containsPattern("header blocks: [\\d,]+ octets before, \\d+");
        assertThat(chromium.text("#in-table")).contains("user-agent");
        assertThat(chromium.text("#windows")).contains("Connection, you may send");
    }

    @Test
    void aPingShowsItsRoundTrip() {
        chromium.click("#ping");
        chromium.awaitText("#ping-result", "came back after [\\d.]+ ms");
    }

    @Test
    void theLogPausesAndFilters() {
        chromium.awaitText("#log", "(?s).*SETTINGS.*HEADERS.*");
        chromium.type("#filter", "SETTINGS");
        assertThat(chromium.text("#log").lines()).isNotEmpty().allMatch(line -> line.contains("SETTINGS"));
        chromium.click("#pause");
        String before = chromium.text("#log");
        chromium.run("return fetch('/faults/settings?0x2a=1').then(answer => answer.text())");
        assertThat(chromium.text("#log")).isEqualTo(before);
        chromium.click("#pause");
        chromium.awaitText("#log", "(?s).*< 0 SETTINGS 6(\\n.*)?");
    }

    @Test
    void overHttp1ItSaysWhatIsMissing() {
        chromium.open(service.http1() + "/");
        chromium.awaitText("#status", "You are here over HTTP/1.1. HTTP/1.1 has no streams.*");
    }

    @Test
    void aHiddenPageAsksForNothing() throws Exception {
        assertThat(live()).isPositive();
        chromium.run("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        for (int i = 0; live() > 0 && i < 100; i++) {
            Thread.sleep(100);
        }
        assertThat(live()).isZero();
        chromium.run("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        for (int i = 0; live() == 0 && i < 100; i++) {
            Thread.sleep(100);
        }
        assertThat(live()).isEqualTo(1);
    }

    private double live() throws IOException {
        try (InputStream answer =
                service.management().resolve("/actuator/prometheus").toURL().openStream()) {
            return Scrape.parse(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                    .sample("live_active");
        }
    }

    /** On a wide page all pictures come into view at once, and Chromium tells the priority of each anew. */
    @Test
    void with100MsOfLatencyTilesOverHttp2AreAtLeastThreeTimesAsFast() {
        chromium.width(1200);
        chromium.click("#tiles-run");
        chromium.awaitText("#tiles-result", "(HTTP/2 was|Not all|This server).*");
        assertThat(chromium.text("#tiles"))
                .containsPattern("HTTP/2 was [\\d.]+ times as fast")
                .doesNotContain("did not load");

        double times = Double.parseDouble(chromium.text("#tiles-result").replaceAll("[^\\d.]+2 was ([\\d.]+).*", "$1"));
        assertThat(times).as(chromium.text("#tiles")).isGreaterThanOrEqualTo(3);
        assertThat(chromium.text("#tiles-h1-time")).endsWith("s (http/1.1)");
        assertThat(chromium.text("#tiles-h2-time")).endsWith("s (h2)");
        assertThat(
                        chromium.run(
                                "return performance.getEntriesByType('resource')"
                                        + ".filter(entry => entry.name.includes('/lab/tiles/') && entry.nextHopProtocol === 'h2').length"))
                .isEqualTo(180L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#hints-with|The hint was used: the style sheet was asked for before the final response began.",
                "#hints-without|No 103 was sent: count=0 asked for none."
            })
    void thePageOfTheHintsLabSaysWhatBecameOfTheHint(String link, String words) {
        String before = chromium.window();
        chromium.click(link);
        chromium.otherWindow(before);
        chromium.awaitText("#report", "(?s).*What the server saw.*");
        assertThat(chromium.text("#report")).contains("The page came over h2", words);
        chromium.closeWindow(before);
    }

    @Test
    void anUploadIsNotHeldUpByAStalledOneBesideIt() {
        chromium.click("#upload-run");
        chromium.awaitText("#upload-result", "the first took [\\d.]+ s while the other stood still");
        assertThat(chromium.text("#upload-fast-text")).contains("status 201");
        assertThat(chromium.text("#upload-stalled-text")).doesNotContain("done");
        chromium.awaitText("#upload-stalled-text", "done after [\\d.]+ s, status 200");
    }

    @Test
    void theSameRequestShrinks() {
        chromium.click("#shrink-run");
        chromium.awaitText("#shrink-list", "(?s).*request 5:.*");
        List<Integer> sizes = sizes();
        assertThat(sizes.get(1)).isLessThan(sizes.get(0));
        assertThat(sizes.get(4)).isLessThan(35);
    }

    @Test
    void aNewCookieCostsItsOctetsEachTime() {
        chromium.click("#shrink-run");
        chromium.awaitText("#shrink-list", "(?s).*request 5:.*");
        int remembered = sizes().get(4);
        chromium.click("#shrink-cookie");
        chromium.click("#shrink-run");
        chromium.awaitText("#shrink-list", "(?s).*request 10:.*");
        assertThat(sizes().subList(5, 10)).allMatch(size -> size > remembered + COOKIE);
    }

    private List<Integer> sizes() {
        return chromium.text("#shrink-list")
                .lines()
                .map(line -> Integer.parseInt(line.replaceAll(".*before, (\\d+) on the wire.*", "$1")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "reset;TypeError.*;RST_STREAM.* CANCEL",
                "truncate;status 200 with 500 octets;DATA 500 END_STREAM",
                "stall;status 200.*;WINDOW_UPDATE",
                "max-streams;status 200.*;< 0 SETTINGS 6",
                "settings;status 200.*;> 0 SETTINGS 0 ACK",
                "ping-silence;status 200.*;HEADERS",
                "window;status 200.*;< 0 SETTINGS 6",
                "huge-headers;status 200.*;CONTINUATION",
                "goaway;status 200.*;(GOAWAY|is over)",
                "close;TypeError.*;connection c\\d+ is over, the page goes on with c\\d+"
            })
    void eachFaultShowsWhatTheBrowserSawNextToWhatTheServerSent(String fault, String saw, String sent) {
        chromium.click("#fault-" + fault);
        chromium.awaitText(".fault:has(#fault-" + fault + ") output", "Your browser saw: " + saw);
        chromium.awaitText(".fault:has(#fault-" + fault + ") .sent", "(?s).*" + sent + ".*");
        chromium.click("#faults-undo");
        chromium.awaitText("#faults-undo-result", "as they were");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothingOfWeight(String scheme) {
        chromium.scheme(scheme);
        chromium.run("return fetch('/hello').then(answer => answer.text())");
        chromium.awaitText("#waterfall", "(?s).*GET /hello.*");
        assertThat(chromium.accessibilityFindings()).isEmpty();
    }

    @Test
    void theKeyboardAloneReachesEverything() {
        long all = (long) chromium.run("""
                window.reached = new Set();
                document.addEventListener('focusin', event => window.reached.add(event.target));
                window.wanted = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
                    .filter(node => node.checkVisibility());
                return wanted.length""");
        assertThat(all).isGreaterThan(30);
        chromium.tab((int) all + 30);
        assertThat(chromium.run("return wanted.filter(node => node.isConnected && !reached.has(node))"
                        + ".map(node => node.outerHTML.slice(0, 80))"))
                .isEqualTo(List.of());
    }

    @Test
    void itAndItsPartsFitAPhone() {
        chromium.width(390);
        chromium.run("return fetch('/hello').then(answer => answer.text())");
        chromium.awaitText("#waterfall", "(?s).*GET /hello.*");
        assertThat((long) chromium.run("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        chromium.width(1200);
    }
}
