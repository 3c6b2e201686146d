package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** {@code POST /stream/body}. */
@TestPropertySource(properties = "http2bin.exchange.max-body-size=1000000B")
class BodyTest extends Service {

    private static final int LIMIT = 1_000_000;

    @ParameterizedTest
    @EnumSource
    void aBodyIsCountedAndDigested(HttpClient.Version version) throws Exception {
        byte[] body = new byte[LIMIT];
        new Random(2).nextBytes(body);
        CRC32 crc32 = new CRC32();
        crc32.update(body);
        HttpResponse<String> answer = post(version, "/stream/body", BodyPublishers.ofByteArray(body));
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .matches(
                        "\\{\"received\":1000000,\"crc32\":\"%08x\",\"sha256\":\"%s\",\"dataFrames\":%s,\"seconds\":%s}\n"
                                .formatted(
                                        crc32.getValue(),
                                        HexFormat.of()
                                                .formatHex(MessageDigest.getInstance("SHA-256")
                                                        .digest(body)),
                                        version == HTTP_2 ? "[1-9][0-9]*" : "0",
                                        "[0-9]+\\.[0-9]+"));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyIsOnlyCountedWhereNoDigestsAreWanted(HttpClient.Version version) throws Exception {
        HttpResponse<String> answer = post(version, "/stream/body?digests=false", BodyPublishers.ofString("abc"));
        assertThat(answer.body()).matches("\\{\"received\":3,\"dataFrames\":[01],\"seconds\":[0-9]+\\.[0-9]+}\n");
        assertThat(post(version, "/stream/body?digests=md5", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void noBodyIsAnEmptyOne(HttpClient.Version version) throws Exception {
        assertThat(post(version, "/stream/body", BodyPublishers.noBody()).body())
                .startsWith("{\"received\":0,");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfUnknownLengthIsReadToTheLimit(HttpClient.Version version) throws Exception {
        assertThat(post(version, "/stream/body", unannounced(LIMIT)).body()).startsWith("{\"received\":1000000,");
    }

    @ParameterizedTest
    @EnumSource
    void oneByteOverTheLimitIsRefusedWhileItIsCounted(HttpClient.Version version) throws Exception {
        assertRefused(post(version, "/stream/body", unannounced(LIMIT + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void oneByteOverTheLimitIsRefusedByItsContentLength(HttpClient.Version version) throws Exception {
        assertRefused(post(version, "/stream/body", BodyPublishers.ofByteArray(new byte[LIMIT + 1])));
    }

    @Test
    void aClientThatExpects100ContinueGetsIt() throws Exception {
        HttpResponse<String> answer = client().send(
                        request(HTTP_1_1, "/stream/body")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofString("hello"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).startsWith("{\"received\":5,");
    }

    @Test
    void uploadsAtOnceOnOneConnectionAreCountedApart() throws Exception {
        get(HTTP_2, "/stream/hello");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(client().sendAsync(
                            request(HTTP_2, "/stream/body")
                                    .POST(unannounced(100_000 + i))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < 64; i++) {
            assertThat(answers.get(i).get(30, TimeUnit.SECONDS).body())
                    .startsWith("{\"received\":" + (100_000 + i) + ",");
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("Send at most 1000000 bytes", "\"instance\": \"/stream/body\"");
    }
}
