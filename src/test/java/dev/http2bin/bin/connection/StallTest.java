package dev.http2bin.bin.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.Tool;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that withholds window updates makes a response wait, and sees that it does. */
class StallTest {
    /**
     * Reads nothing of stream 1 until it has waited for its window for two seconds; then prints what the server says of
     * it, and again when all of it came.
     */
    private static final String CLIENT = """
            const session = require('http2').connect(process.argv[2]);
            const stalled = session.request({':path': '/bytes/500000'});
            stalled.pause();
            const look = () => new Promise(done => {
              let body = '';
              const view = session.request({':path': '/connection/streams'});
              view.setEncoding('utf8').on('data', part => body += part).on('end', () => done(body));
            });
            const waits = body => JSON.parse(body).streams['1'].stalls.count > 0;
            const print = body => console.log(JSON.stringify(JSON.parse(body)));
            (async () => {
              while (!waits(await look())) {}
              await new Promise(done => setTimeout(done, 2000));
              print(await look());
              await new Promise(done => stalled.on('end', done).resume());
              print(await look());
              session.close();
            })();
            """;

    @Test
    void aStallOfTwoSecondsIsInTheViewsAndTheMeters() {
        try (LocalService service = LocalService.started()) {
            List<JsonPath> views = Tool.require("node")
                    .withVariable("NODE_EXTRA_CA_CERTS", service.ca().toString())
                    .withInput(CLIENT.getBytes(StandardCharsets.UTF_8))
                    .run("-", service.url(""))
                    .succeeded()
                    .text()
                    .lines()
                    .map(JsonPath::from)
                    .toList();

            JsonPath during = views.get(0);
            assertThat(during.getLong("streams.1.flowOut")).isZero();
            assertThat(during.getLong("streams.1.dataOut")).isEqualTo(65_535);
            assertThat(during.getLong("streams.1.stalls.count")).isEqualTo(1);
            assertThat(during.getDouble("streams.1.stalls.seconds")).isGreaterThanOrEqualTo(2);
            JsonPath after = views.get(1);
            assertThat(after.getString("streams.1.outcome")).isEqualTo("completed");
            assertThat(after.getLong("streams.1.dataOut")).isEqualTo(500_000);
            assertThat(after.getDouble("streams.1.stalls.seconds")).isGreaterThanOrEqualTo(2);
            Scrape scrape = service.scrapeWhen("idle", Scrape::idle);
            assertThat(scrape.sample("flow_stalls_total", "level", "stream"))
                    .isEqualTo(after.getDouble("streams.1.stalls.count"));
            assertThat(scrape.sample("flow_stall_time_seconds_sum", "level", "stream"))
                    .isGreaterThanOrEqualTo(2);
        }
    }
}
