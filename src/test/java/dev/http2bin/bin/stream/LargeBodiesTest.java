package dev.http2bin.bin.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 1 GiB each way through a process that has 64 MiB of heap and as much of direct memory. */
@Tag("outside")
class LargeBodiesTest {

    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS = 16 * 1024;
    private static final long LENGTH = (long) CHUNK * CHUNKS;

    private final ServiceJar service = new ServiceJar.Start().jvm("-Xmx64m").start();
    private final HttpClient client;

    LargeBodiesTest() throws Exception {
        client = HttpClient.newBuilder()
                .sslContext(Service.trusting(service.ca()))
                .build();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource
    void aGibibyteComes(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.base().resolve("/stream/bytes/" + LENGTH))
                .version(version)
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(count(answer.body())).isEqualTo(LENGTH);
    }

    @ParameterizedTest
    @EnumSource
    void aGibibyteGoes(HttpClient.Version version) throws Exception {
        BodyPublisher body = BodyPublishers.ofByteArrays(Collections.nCopies(CHUNKS, new byte[CHUNK]));
        HttpRequest request = HttpRequest.newBuilder(service.base().resolve("/stream/body"))
                .version(version)
                .POST(body)
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).startsWith("{\"received\":" + LENGTH + ",");
    }

    private static long count(InputStream body) throws IOException {
        long count = 0;
        byte[] buffer = new byte[CHUNK];
        try (body) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                count += n;
            }
        }
        return count;
    }
}
