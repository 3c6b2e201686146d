package dev.http2bin.http2.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A real TLS handshake over loopback: which certificate the server shows to a client that checks chain and name. */
final class Handshake {

    private Handshake() {}

    static X509Certificate over(SSLContext server, X509Certificate trusted, String host) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(listening));
            X509Certificate shown = shownBy(host, listening.getLocalPort(), trusted);
            served.get(10, TimeUnit.SECONDS);
            return shown;
        }
    }

    static X509Certificate shownBy(String host, int port, X509Certificate trusted) throws Exception {
        InetAddress address =
                InetAddress.getByAddress(host, InetAddress.getLoopbackAddress().getAddress());
        try (Socket plain = new Socket(address, port);
                SSLSocket socket =
                        (SSLSocket) trusting(trusted).getSocketFactory().createSocket(plain, host, port, true)) {
            socket.setSoTimeout(10_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static void answer(SSLServerSocket listening) {
        try (SSLSocket accepted = (SSLSocket) listening.accept()) {
            accepted.setSoTimeout(10_000);
            accepted.startHandshake();
            accepted.getInputStream().read();
        } catch (IOException e) {
            // the client says what went wrong
        }
    }

    private static SSLContext trusting(X509Certificate trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", trusted);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
