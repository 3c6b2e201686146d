package dev.http2bin.http2.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files now and then, and has them loaded again when one of them changed. */
final class CertificateWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object file) {
        static final Stamp MISSING = new Stamp(null, -1, null);
    }

    private final Set<Path> files;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "certificate-watch");
        thread.setDaemon(true);
        return thread;
    });

    private Map<Path, Stamp> loaded;
    private Map<Path, Stamp> broken = Map.of();
    private boolean warned;

    /** Remembers how the files are now, so construct it before they are loaded for the first time. */
    CertificateWatch(Set<Path> files) {
        this.files = files;
        this.loaded = stamps();
    }

    /**
     * Starts looking.
     *
     * @param load takes what is on disk into use, or throws {@link BrokenCertificateException}
     * @param warn told once of each broken state, and only when it lasted from one look to the next: a certificate and
     *     its key are two files, written one after the other
     */
    void start(Duration interval, Runnable load, Consumer<BrokenCertificateException> warn) {
        long millis = interval.toMillis();
        Future<?> unused = clock.scheduleWithFixedDelay(() -> look(load, warn), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look(Runnable load, Consumer<BrokenCertificateException> warn) {
        Map<Path, Stamp> now = stamps();
        if (now.equals(loaded)) {
            return;
        }
        try {
            load.run();
            loaded = now;
        } catch (BrokenCertificateException e) {
            if (!now.equals(broken)) {
                broken = now;
                warned = false;
            } else if (!warned) {
                warned = true;
                warn.accept(e);
            }
        } catch (RuntimeException e) {
            loaded = now;
            log.error("A listener of the changed certificate failed", e); // and must not end the watch
        }
    }

    private Map<Path, Stamp> stamps() {
        return files.stream().collect(Collectors.toMap(Function.identity(), CertificateWatch::stamp));
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return Stamp.MISSING;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
