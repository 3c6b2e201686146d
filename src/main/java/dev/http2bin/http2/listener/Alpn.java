package dev.http2bin.http2.listener;

import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** Agrees on the application protocol (RFC 7301), with h2 only where the transport is good enough for it. */
enum Alpn {
    H2_AND_HTTP1,
    HTTP1_ONLY;

    static final String H2 = "h2";
    private static final String HTTP1 = "http/1.1";

    void configure(SSLEngine engine) {
        engine.setHandshakeApplicationProtocolSelector(this::select);
    }

    /** The protocol that a handshake agreed on; empty for none, which the JDK says so and Conscrypt by null. */
    static String agreed(SSLEngine engine) {
        String protocol = engine.getApplicationProtocol();
        return protocol == null ? "" : protocol;
    }

    /** Returns the protocol; empty for none in common, where the connection goes on as HTTP/1.1 without ALPN. */
    private String select(SSLEngine engine, List<String> offered) {
        if (this == H2_AND_HTTP1 && offered.contains(H2) && isGoodForHttp2(engine.getHandshakeSession())) {
            return H2;
        }
        return offered.contains(HTTP1) ? HTTP1 : "";
    }

    /**
     * RFC 9113 §9.2.2 and appendix A: over TLS 1.2 only suites with an ephemeral key and AEAD; TLS 1.3 has no others.
     */
    private static boolean isGoodForHttp2(SSLSession session) {
        if (session.getProtocol().equals("TLSv1.3")) {
            return true;
        }
        String suite = session.getCipherSuite();
        boolean ephemeral = suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_DHE_");
        boolean aead = suite.contains("_GCM_") || suite.contains("_CHACHA20_") || suite.contains("_CCM");
        return ephemeral && aead;
    }
}
