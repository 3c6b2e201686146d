package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.TrustAll;
import dev.http2bin.tools.Tool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Writes what h2spec sends on each of its connections as seeds of {@link GateFuzzTest}. It stands between the two, and
 * has a tag of its own:
 *
 * <pre>./mvnw -Poutside verify -Doutside.groups=seeds -Dit.test=H2specSeedsTest</pre>
 */
@Tag("seeds")
@RunningService
class H2specSeedsTest {
    private static final Path SEEDS = Path.of(
            "src/test/resources",
            GateFuzzTest.class.getName().replace('.', '/') + "Inputs",
            "anyOctetsHaveTheSameEffectWhereverTheyAreCut");
    private static final int PREFACE = 24;
    private static final int LONGEST = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> seeds = ConcurrentHashMap.newKeySet();

    @LocalServerPort
    int port;

    @Autowired
    SslBundles bundles;

    @Test
    void eachConnectionIsASeed() throws Exception {
        SSLContext context = bundles.getBundle(bundles.getBundleNames().get(0)).createSslContext();
        try (SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> accept(listening));
            Tool.require("h2spec")
                    .withTimeout(Duration.ofMinutes(3))
                    .run(
                            "--strict",
                            "--tls",
                            "--insecure",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            String.valueOf(listening.getLocalPort()),
                            "--path",
                            "/echo",
                            "--timeout",
                            "1");
        }
        threads.shutdownNow();

        int number = 0;
        for (String seed : seeds) {
            Files.write(
                    SEEDS.resolve(String.format("h2spec-%03d", ++number)),
                    HexFormat.of().parseHex(seed));
        }
        assertThat(number).isGreaterThan(100);
    }

    private void accept(SSLServerSocket listening) {
        while (true) {
            try {
                SSLSocket client = (SSLSocket) listening.accept();
                threads.execute(() -> between(client));
            } catch (IOException e) {
                return; // h2spec is done
            }
        }
    }

    private void between(SSLSocket client) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (client;
                SSLSocket service = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "h2")) {
            SSLParameters parameters = client.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            client.setSSLParameters(parameters);
            client.startHandshake();
            threads.execute(() -> pass(service, client, OutputStream.nullOutputStream()));
            pass(client, service, sent);
        } catch (IOException e) {
            // one of them closed
        }
        keep(sent.toByteArray());
    }

    private static void pass(SSLSocket from, SSLSocket to, OutputStream copy) {
        byte[] octets = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
                copy.write(octets, 0, n);
                to.getOutputStream().write(octets, 0, n);
            }
            to.close();
        } catch (IOException e) {
            // one of them closed
        }
    }

    /** The fuzz test sends a preface and SETTINGS of its own before. */
    private void keep(byte[] sent) {
        if (sent.length > PREFACE && sent.length < LONGEST && sent[0] == 'P') {
            seeds.add(HexFormat.of().formatHex(sent, PREFACE, sent.length));
        }
    }
}
