package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of what belongs to the page and the documentation: Spring serves it, not the controllers of {@code /files}. */
class PartsOfPageFilesTest extends RunningServer {

    @ParameterizedTest
    @CsvSource({
        "/page/main.js,bytes=0-0,206,text/javascript",
        "/page/main.js,'bytes=0-0,2-2',206,multipart/byteranges",
        "/page/docs.css,'bytes=0-0,2-2',206,multipart/byteranges",
        "/swagger-ui/index.html,'bytes=0-1,-1',206,multipart/byteranges",
        "/docs,'bytes=0-0,2-2',206,multipart/byteranges"
    })
    void aResponseHasOneType(String target, String range, int status, String type) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target, "Range", range);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().allValues("content-type"))
                    .singleElement()
                    .asString()
                    .startsWith(type);
        }
    }
}
