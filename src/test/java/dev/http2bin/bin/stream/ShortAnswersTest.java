package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.Version;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code /stream/hello}, {@code /stream/version} and {@code /stream/stream-id}. */
class ShortAnswersTest extends Service {

    @Autowired
    private ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "HTTP_2,HTTP/2,/stream/hello",
        "HTTP_1_1,HTTP/1.1,/stream/hello",
        "HTTP_2,HTTP/2,/stream/hello/",
        "HTTP_2,HTTP/2,/stream/hello/a/b",
        "HTTP_2,HTTP/2,/stream/hello?x=1&x=2&y",
        "HTTP_2,HTTP/2,/stream/hello/a%20b%2Fc?q=%C3%A9+%26",
        "HTTP_2,HTTP/2,/stream/hello/%e4%b8%ad;v=1",
        "HTTP_1_1,HTTP/1.1,/stream/hello/./a/../b"
    })
    void helloShowsTheTargetAsItCame(HttpClient.Version version, String protocol, String target) throws Exception {
        HttpResponse<String> answer = get(version, target);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("You requested " + target + " over " + protocol + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_2,2.0,/stream/version",
        "HTTP_1_1,1.1,/stream/version",
        "HTTP_2,2.0,/stream/version?a=%22%5C&b=<>'",
        "HTTP_1_1,1.1,/stream/version?a=%20b&a"
    })
    void versionIsWhatJacksonWrites(HttpClient.Version version, String number, String target) throws Exception {
        String escaped = target.replace("<", "%3C").replace(">", "%3E");
        HttpResponse<String> answer = get(version, escaped);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        // END_STREAM marks the end over HTTP/2, and a length would cost an octet of each header block
        OptionalLong length = answer.headers().firstValueAsLong("content-length");
        assertThat(length)
                .isEqualTo(
                        version == HTTP_2
                                ? OptionalLong.empty()
                                : OptionalLong.of(answer.body().length()));
        assertThat(answer.body()).isEqualTo(json.writeValueAsString(new Version(number, escaped)) + "\n");
    }

    @Test
    void theStreamIdIsOddAndGrowsByTwo() throws Exception {
        for (int id = 1; id <= 5; id += 2) {
            assertThat(get(HTTP_2, "/stream/stream-id").body()).isEqualTo("served on stream " + id + "\n");
        }
    }

    @Test
    void overHttp1ThereIsNoStreamId() {
        given().get("/stream/stream-id")
                .then()
                .statusCode(200)
                .body(equalTo("served on no stream: HTTP/1.1 has none\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream/hello", "/stream/version", "/stream/stream-id"})
    void headHasTheLengthAndNoBody(String path) {
        String length = given().get(path).header("content-length");
        given().head(path)
                .then()
                .statusCode(200)
                .header("content-length", length)
                .body(equalTo(""));
    }
}
