package dev.http2bin.http2.http1;

import dev.http2bin.peer.TrustAll;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Writes bytes to a port, and reads what comes until the server closes. */
final class RawClient {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private RawClient() {}

    /**
     * Sends bytes and returns all that comes until the server closes.
     *
     * @param atOnce how many bytes each TLS record has
     */
    static String tls(int port, byte[] bytes, int atOnce) throws IOException {
        try (Socket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1")) {
            return exchange(socket, bytes, atOnce);
        }
    }

    /** The same in clear. */
    static String clear(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return exchange(socket, bytes, bytes.length);
        }
    }

    private static String exchange(Socket socket, byte[] bytes, int atOnce) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        OutputStream out = socket.getOutputStream();
        try {
            for (int i = 0; i < bytes.length; i += atOnce) {
                out.write(bytes, i, Math.min(atOnce, bytes.length - i));
                out.flush();
            }
        } catch (SocketException e) {
            // the server has answered and closed before all was sent; what it said is there to read
        }
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The status codes of all responses. */
    static List<Integer> statuses(String responses) {
        return STATUS.matcher(responses)
                .results()
                .map(status -> Integer.valueOf(status.group(1)))
                .toList();
    }
}
