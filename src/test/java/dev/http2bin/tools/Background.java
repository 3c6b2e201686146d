package dev.http2bin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** A program that runs until it ends or is stopped. Every wait is bounded and fails with all that the program said. */
public final class Background implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration TO_DIE = Duration.ofSeconds(30);

    /** What still runs, so that nothing outlives tests that are themselves stopped. */
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Background::killTree)));
    }

    private final List<String> command;
    private final Process process;
    private final Path work;
    private final Duration timeout;

    Background(List<String> command, Process process, Path work, Duration timeout) {
        this.command = command;
        this.process = process;
        this.work = work;
        this.timeout = timeout;
        RUNNING.add(process);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said so far; the exit status is -1 while it runs. */
    public Run soFar() {
        try {
            return new Run(
                    command,
                    process.isAlive() ? -1 : process.exitValue(),
                    Files.readAllBytes(work.resolve("out")),
                    Files.readAllBytes(work.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. At the timeout it is killed, with every process it started, and the wait fails. */
    public Run awaitExit() {
        if (!endsWithin(timeout)) {
            killTree(process);
            throw new AssertionError("not done after " + timeout.toSeconds() + " s: " + soFar());
        }
        return soFar();
    }

    /** Waits for a line of its standard output or error in which the pattern is found; returns that line. */
    public String awaitLine(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        await("line " + pattern, () -> line(wanted).isPresent());
        return line(wanted).orElseThrow();
    }

    /** Waits until something accepts connections at this port of 127.0.0.1. */
    public void awaitPort(int port) {
        await("port " + port, () -> accepts(port));
    }

    /** Waits until this holds; fails at the timeout, and at once when the program ends before. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (endsWithin(BETWEEN_LOOKS) && !condition.getAsBoolean()) {
                throw new AssertionError("ended before " + what + ": " + soFar());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no " + what + " in " + timeout.toSeconds() + " s: " + soFar());
            }
        }
    }

    /** Asks it to end with SIGTERM, kills it and all it started where that does not help; returns what it did. */
    public Run stop() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!endsWithin(TO_DIE)) {
            killTree(process);
            endsWithin(TO_DIE);
        }
        children.forEach(ProcessHandle::destroyForcibly);
        return soFar();
    }

    /** Stops it and forgets what it said. */
    @Override
    public void close() {
        stop();
        RUNNING.remove(process);
        try {
            FileSystemUtils.deleteRecursively(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> line(Pattern wanted) {
        Run now = soFar();
        return Stream.of(now.text(), now.errors())
                .flatMap(String::lines)
                .filter(line -> wanted.matcher(line).find())
                .findFirst();
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killTree(process);
            throw new AssertionError("interrupted while it ran: " + String.join(" ", command), e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void killTree(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
