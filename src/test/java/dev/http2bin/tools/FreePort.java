package dev.http2bin.tools;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that a program can be told to listen on. They lie below those that Linux gives to outgoing connections and to
 * port 0: such a port could be taken between the choice and the program's start.
 */
public final class FreePort {

    private static final int LOWEST = 10_000;
    private static final int BELOW_EPHEMERAL = 32_768;

    private FreePort() {}

    /** A port that nobody listens on. */
    public static int any() {
        return firstOf(1);
    }

    /** The first of as many consecutive ports, none of which anybody listens on. */
    public static int firstOf(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BELOW_EPHEMERAL - count)
                .filter(first -> IntStream.range(first, first + count).allMatch(FreePort::isFree))
                .findFirst()
                .getAsInt();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
