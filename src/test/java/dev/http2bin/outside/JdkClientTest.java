package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("outside")
@ExtendWith(SharedService.class)
class JdkClientTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceJar service;
    private final HttpClient client;

    JdkClientTest(ServiceJar service) throws Exception {
        this.service = service;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_2)
                .sslContext(trusting(service))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Test
    void itAgreesOnHttp2AndOverTheTwinOnHttp1() throws Exception {
        assertThat(send(request("/hello")))
                .returns(Version.HTTP_2, HttpResponse::version)
                .returns("You requested /hello over HTTP/2\n", HttpResponse::body);
        HttpRequest twin =
                HttpRequest.newBuilder(service.http1().resolve("/hello")).build();
        assertThat(send(twin))
                .returns(Version.HTTP_1_1, HttpResponse::version)
                .returns("You requested /hello over HTTP/1.1\n", HttpResponse::body);
    }

    @Test
    void whatItSentIsWhatEchoShows() throws Exception {
        HttpRequest request = request("/echo/a?b=c")
                .header("x-own", "value")
                .POST(BodyPublishers.ofString("content"))
                .build();

        JsonNode echo = JSON.readTree(send(request).body());

        assertThat(echo.get("method").textValue()).isEqualTo("POST");
        assertThat(echo.at("/query/b/0").textValue()).isEqualTo("c");
        assertThat(echo.get("headers")).contains(JSON.readTree("[\"x-own\",\"value\"]"));
        assertThat(echo.at("/body/text").textValue()).isEqualTo("content");
    }

    @Test
    void aBodyOfUnknownLengthIsCounted() throws Exception {
        byte[] piece = new byte[100_000];
        List<byte[]> pieces = IntStream.range(0, 50).mapToObj(i -> piece).toList();
        HttpRequest request =
                request("/body").POST(BodyPublishers.ofByteArrays(pieces)).build();

        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).get("received").longValue()).isEqualTo(5_000_000);
    }

    @Test
    void aFileItHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = send(request("/files/hello.txt"));
        String etag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> second = send(request("/files/hello.txt").header("if-none-match", etag));

        assertThat(first).returns(200, HttpResponse::statusCode);
        assertThat(second).returns(304, HttpResponse::statusCode).returns("", HttpResponse::body);
    }

    @Test
    void manyMebibytesComeWhole() throws Exception {
        HttpResponse<byte[]> answer = client.send(request("/bytes/50000000").build(), BodyHandlers.ofByteArray());

        assertThat(answer.body()).hasSize(50_000_000);
    }

    @Test
    void anErrorIsAProblemWithItsDetail() throws Exception {
        HttpResponse<String> answer = send(request("/push"));

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").textValue()).contains("/early-hints");
    }

    @Test
    void theAnswerAfterAnEarlyHintIsTheFinalOne() throws Exception {
        assertThat(send(request("/early-hints?delay=50ms")))
                .returns(200, HttpResponse::statusCode)
                .returns(
                        "sent; count=1",
                        answer -> answer.headers().firstValue("x-early-hints").orElse(""));
    }

    @Test
    void eightyRequestsAtOnceShareOneConnection() throws Exception {
        send(request("/hello")); // so that there is a connection to share
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 80)
                .mapToObj(i -> client.sendAsync(request("/echo?delay=" + i).build(), BodyHandlers.ofString()))
                .toList();

        List<JsonNode> echoes = answers.stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::body)
                .map(JdkClientTest::json)
                .toList();

        assertThat(echoes)
                .extracting(echo -> echo.get("connectionId").textValue())
                .containsOnly(echoes.get(0).get("connectionId").textValue());
        assertThat(echoes)
                .extracting(echo -> echo.get("streamId").intValue())
                .doesNotHaveDuplicates()
                .allMatch(id -> id % 2 == 1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.base().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    static SSLContext trusting(ServiceJar service) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var pem = Files.newInputStream(service.ca())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
