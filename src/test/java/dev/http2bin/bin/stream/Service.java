package dev.http2bin.bin.stream;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service itself, over HTTP/1.1 with REST Assured and over either protocol with the JDK's client. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class Service {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Value("${http2bin.tls.local.directory}")
    private Path certificates = Path.of("");

    private @Nullable HttpClient client;

    /** A request over HTTP/1.1 whose path is sent as it is written. */
    RequestSpecification given() {
        return RestAssured.given()
                .spec(new RequestSpecBuilder()
                        .setBaseUri("https://localhost")
                        .setPort(port)
                        .setUrlEncodingEnabled(false)
                        .build())
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .relaxedHTTPSValidation();
    }

    URI uri(String target) {
        return URI.create("https://localhost:" + port + target);
    }

    /** A client that trusts the local CA; the same one, and so the same connections, throughout a test. */
    HttpClient client() throws IOException, GeneralSecurityException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .sslContext(trusting(certificates.resolve("ca.pem")))
                    .build();
        }
        return client;
    }

    HttpRequest.Builder request(HttpClient.Version version, String target) {
        return HttpRequest.newBuilder(uri(target)).version(version).timeout(TIMEOUT);
    }

    HttpResponse<String> get(HttpClient.Version version, String target) throws Exception {
        return client().send(request(version, target).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(HttpClient.Version version, String target, BodyPublisher body) throws Exception {
        return client().send(request(version, target).POST(body).build(), BodyHandlers.ofString());
    }

    /** A body without a content-length. */
    static BodyPublisher unannounced(int bytes) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[bytes]));
    }

    static SSLContext trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
