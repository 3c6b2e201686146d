import java.io.FileInputStream;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Prints how many bytes of heap one engine of the JDK holds on the server's side once its handshake is over. */
final class TlsEngines {
    private static final int COUNT = 2000;
    private static final char[] PASSWORD = "changeit".toCharArray();

    public static void main(String[] args) throws Exception {
        SSLContext context = context(args[0]);
        engine(context); // loads the classes
        long before = used();
        SSLEngine[] engines = new SSLEngine[COUNT];
        for (int i = 0; i < COUNT; i++) {
            engines[i] = engine(context);
        }
        System.out.println((used() - before) / COUNT);
        if (engines[COUNT - 1].getSession().getProtocol().isEmpty()) {
            throw new AssertionError(); // keeps the engines reachable until here
        }
    }

    private static SSLEngine engine(SSLContext context) throws SSLException {
        SSLEngine server = context.createSSLEngine();
        SSLEngine client = context.createSSLEngine("localhost", 1);
        server.setUseClientMode(false);
        client.setUseClientMode(true);
        for (SSLEngine engine : new SSLEngine[] {server, client}) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            engine.setSSLParameters(parameters);
        }
        ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
        ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
        ByteBuffer plain = ByteBuffer.allocate(64 * 1024);
        do {
            turn(client, toClient, toServer, plain);
            turn(server, toServer, toClient, plain);
        } while (handshaking(client) || handshaking(server) || toServer.position() > 0 || toClient.position() > 0);
        return server;
    }

    private static boolean handshaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer plain) throws SSLException {
        int before;
        in.flip();
        do {
            before = in.remaining();
            engine.unwrap(in, plain.clear());
            work(engine);
        } while (in.hasRemaining() && in.remaining() < before);
        in.compact();
        do {
            engine.wrap(ByteBuffer.allocate(0), out);
            work(engine);
        } while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
    }

    private static void work(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static SSLContext context(String store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
