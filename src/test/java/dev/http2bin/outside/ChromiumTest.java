package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("outside")
@ExtendWith(SharedService.class)
class ChromiumTest {

    private static final Pattern SERVED =
            Pattern.compile("\"GET (/early-hints(?:/style.css)?)(?:\\?\\S*)? HTTP/2.0\" 200");

    private final ServiceJar service;

    @TempDir
    Path profile;

    ChromiumTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void aPageAndWhatItUsesComeOverHttp2() throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + "/files/page.html");

            assertThat(chromium.title()).isEqualTo("A page of http2bin");
            assertThat(chromium.navigation()).containsEntry("nextHopProtocol", "h2");
            assertThat(chromium.resource("page.css")).containsEntry("nextHopProtocol", "h2");
            assertThat(chromium.resource("streams.svg")).containsEntry("nextHopProtocol", "h2");
        }
    }

    @Test
    void theTwinsPageComesOverHttp1() throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.http1() + "/files/page.html");

            assertThat(chromium.navigation()).containsEntry("nextHopProtocol", "http/1.1");
        }
    }

    @Test
    void aHintedStyleSheetIsLoadedOnceAndBeforeTheAnswerBegins() throws Exception {
        try (ServiceJar logging = withAccessLog();
                Chromium chromium = new Chromium(logging, profile)) {
            chromium.open(logging.base() + "/early-hints?delay=1s");

            Map<String, Object> page = chromium.navigation();
            Map<String, Object> style = chromium.resource("style.css");
            assertThat(millis(page, "responseStart")).isLessThan(millis(page, "finalResponseHeadersStart"));
            assertThat(style).containsEntry("initiatorType", "early-hints").containsEntry("nextHopProtocol", "h2");
            assertThat(served(logging)).containsExactly("/early-hints/style.css", "/early-hints");
        }
    }

    @Test
    void withoutAHintTheStyleSheetIsAskedForAfterTheAnswer() throws Exception {
        try (ServiceJar logging = withAccessLog();
                Chromium chromium = new Chromium(logging, profile)) {
            chromium.open(logging.base() + "/early-hints?count=0&delay=1s");

            assertThat(chromium.resource("style.css")).containsEntry("initiatorType", "link");
            assertThat(served(logging)).containsExactly("/early-hints", "/early-hints/style.css");
        }
    }

    private static ServiceJar withAccessLog() {
        return new ServiceJar.Start()
                .property("server.undertow.accesslog.enabled", "true")
                .start();
    }

    /** The paths of the page and the style sheet as often as they were asked for, in the order their answers were done. */
    private static List<String> served(ServiceJar service) {
        service.awaitLog("GET /early-hints\\?");
        service.awaitLog("GET /early-hints/style.css");
        return SERVED.matcher(service.log())
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static double millis(Map<String, Object> entry, String name) {
        return ((Number) entry.getOrDefault(name, Double.NaN)).doubleValue();
    }
}
