package dev.http2bin.bin.web;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service itself, and how a test reaches it over HTTP/1.1. The only place that knows whether there is TLS. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningServer {

    private static final int TIMEOUT_MILLIS = 20_000;

    @LocalServerPort
    private int port;

    @Autowired
    private ServerProperties properties = new ServerProperties();

    /** A request whose path is sent as it is written. */
    RequestSpecification given() {
        return RestAssured.given()
                .spec(new RequestSpecBuilder()
                        .setBaseUri(scheme() + "://localhost")
                        .setPort(port)
                        .setUrlEncodingEnabled(false)
                        .build())
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false))
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .relaxedHTTPSValidation();
    }

    /** Gets a target that REST Assured would parse and write anew: it is sent as it is written. */
    HttpResponse<String> get(String target) throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheme() + "://" + authority() + target))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return HttpClient.newBuilder().sslContext(trusting()).build().send(request, BodyHandlers.ofString());
    }

    /** Asks over one protocol or the other; names and values of fields in turn, and no redirect is followed. */
    HttpResponse<String> ask(HttpClient.Version version, String method, String target, String... fields)
            throws IOException, InterruptedException, GeneralSecurityException {
        return ask(BodyHandlers.ofString(), version, method, target, fields);
    }

    /** The same, with the content in another form. */
    <T> HttpResponse<T> ask(
            HttpResponse.BodyHandler<T> body,
            HttpClient.Version version,
            String method,
            String target,
            String... fields)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme() + "://" + authority() + target))
                .version(version)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (fields.length > 0) {
            request.headers(fields);
        }
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        HttpResponse<T> answer = client.send(request.build(), body);
        if (answer.version() != version) {
            throw new AssertionError("answered over " + answer.version());
        }
        return answer;
    }

    String scheme() {
        return tls() ? "https" : "http";
    }

    int port() {
        return port;
    }

    String authority() {
        return "localhost:" + port;
    }

    /** A connection on which a test writes HTTP/1.1 itself. */
    Socket connect() throws IOException, GeneralSecurityException {
        Socket socket =
                tls() ? trusting().getSocketFactory().createSocket("localhost", port) : new Socket("localhost", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Writes a request, in which a line ends at each newline, and reads all there is until the server closes. */
    String exchange(String request) throws IOException, GeneralSecurityException {
        try (Socket socket = connect()) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads until what was read ends with {@code end}. */
    static String readUntil(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("Closed after: " + read.toString(StandardCharsets.ISO_8859_1));
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private boolean tls() {
        return properties.getSsl() != null && properties.getSsl().isEnabled();
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    /** Extended, so that the JDK does not check the host's name behind its back. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
