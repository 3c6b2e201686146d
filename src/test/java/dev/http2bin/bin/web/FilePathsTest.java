package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths under {@code /files} that must lead nowhere. */
class FilePathsTest extends ServedFolder {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/",
                "/files/absent",
                "/files/.hidden",
                "/files/%2ehidden",
                "/files/sub",
                "/files/sub/inner.txt",
                "/files/sub%2Finner.txt",
                "/files/sub%5Cinner.txt",
                "/files/out.txt",
                "/files/loop",
                "/files/.",
                "/files/..",
                "/files/../secret.txt",
                "/files/x/../../secret.txt",
                "/files/%2e%2e/secret.txt",
                "/files/%2e%2e%2fsecret.txt",
                "/files/..%2fsecret.txt",
                "/files/..%5Csecret.txt",
                "/files/..\\secret.txt",
                "/files/..;/secret.txt",
                "/files/%252e%252e%252fsecret.txt",
                "/files/%00",
                "/files/data.bin%00",
                "/files/data.bin%00.txt",
                "/files/%zz",
                "/files/%",
                "/files/%c0%ae%c0%ae%c0%afsecret.txt",
                "/files/%c0%ae%c0%ae/secret.txt",
                "/files/%e0%80%ae%e0%80%ae/secret.txt",
                "/files/%ff",
                "/files/%0d%0a",
                "/files//etc/passwd",
                "/files/%2Fetc%2Fpasswd",
                "/files/data.bin/",
                "/files/data.bin/.."
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        String answer = exchange("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*");
        given().get("/files/data.bin").then().statusCode(200);
    }
}
