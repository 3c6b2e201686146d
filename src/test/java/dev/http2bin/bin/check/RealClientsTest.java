package dev.http2bin.bin.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.TrustAll;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Tool;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of clients that are in use: none of them is accused. */
class RealClientsTest {
    /** Opens as many streams at once as the second argument says, before it has read the server's SETTINGS or after. */
    private static final String NODE = """
            const [url, count, when] = process.argv.slice(2);
            const session = require('http2').connect(url, {peerMaxConcurrentStreams: when === 'early' ? 1000 : 100});
            const get = path => new Promise(done => {
              const request = session.request({':path': path, accept: 'application/json'});
              let body = '';
              request.setEncoding('utf8').on('data', part => body += part);
              request.on('error', () => {}).on('close', () => done(body));
            });
            (async () => {
              if (when !== 'early') {
                await new Promise(settled => session.once('remoteSettings', settled));
                await get('/hello');
              }
              await Promise.all(Array.from({length: Number(count)}, () => get('/delay/700ms')));
              for (const path of ['/connection/client', '/check']) {
                console.log(JSON.stringify(JSON.parse(await get(path))));
              }
              session.close();
            })();
            """;

    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static List<JsonPath> node(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-", service.url("")));
        all.addAll(List.of(arguments));
        return Tool.require("node")
                .withVariable("NODE_EXTRA_CA_CERTS", service.ca().toString())
                .withInput(NODE.getBytes(StandardCharsets.UTF_8))
                .run(all.toArray(String[]::new))
                .succeeded()
                .text()
                .lines()
                .map(JsonPath::from)
                .toList();
    }

    private static void assertNotAccused(JsonPath check) {
        assertThat(check.getString("summary")).as(check.prettify()).contains(" 0 bad,");
    }

    @Test
    void aHundredStreamsOfNodeAreFine() {
        List<JsonPath> answers = node("100", "settled");
        assertThat(answers.get(0).getString("findings.find { it.name == 'stream limit' }.words"))
                .isEqualTo("It had 100 streams open at once, as many as MAX_CONCURRENT_STREAMS=100 allows.");
        assertThat(answers.get(1).<String>getList("fine")).contains("stream limit");
        assertNotAccused(answers.get(1));
    }

    @Test
    void nodeMayOpenMoreBeforeItHasReadTheSettings() {
        List<JsonPath> answers = node("150", "early");
        assertThat(answers.get(0).getInt("behaviour.overLimit")).isEqualTo(50);
        assertThat(Judged.result(answers.get(1), "stream limit")).isEqualTo("UNSEEN");
        assertThat(Judged.result(answers.get(1), "retry")).isEqualTo("UNKNOWN");
        assertNotAccused(answers.get(1));
    }

    /** What curl puts behind each answer. */
    private static final String SEPARATOR = "\n----\n";

    /** Some versions of curl send RST_STREAM behind each whole response. */
    @Test
    void curlIsNotAccusedOfCancelling() {
        Run run = Tool.require("curl")
                .run(
                        "-sS",
                        "--http2",
                        "--cacert",
                        service.ca().toString(),
                        "-H",
                        "accept: application/json",
                        "-w",
                        SEPARATOR,
                        service.url("/version"),
                        service.url("/version"),
                        service.url("/connection/client"),
                        service.url("/check"))
                .succeeded();
        List<String> answers =
                Pattern.compile(SEPARATOR).splitAsStream(run.text()).toList();
        assertThat(JsonPath.from(answers.get(2)).<String>getList("findings.name"))
                .doesNotContain("cancelled streams");
        assertNotAccused(JsonPath.from(answers.get(3)));
    }

    @Test
    void theJdksClientIsNotAccused() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(TrustAll.context()).build();
        get(client, "/hello");
        get(client, "/bytes/5000000");
        for (int i = 0; i < 3; i++) {
            assertThat(reset(client)).isTrue();
        }
        assertNotAccused(JsonPath.from(get(client, "/check?after=300ms")));
    }

    private static String get(HttpClient client, String path) throws IOException, InterruptedException {
        URI uri = URI.create(service.url(path));
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .header("accept", "application/json")
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static boolean reset(HttpClient client) throws InterruptedException {
        try {
            get(client, "/faults/reset");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
