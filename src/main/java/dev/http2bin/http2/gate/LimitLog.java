package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.Limit;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs which limits stopped clients: a line a second at most, so that no client can flood the log. One is for a connection;
 * where no connection is established yet, one is for all of a port. Any thread may use it.
 */
public final class LimitLog {
    private static final Logger log = LoggerFactory.getLogger(LimitLog.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long last = System.nanoTime() - SECOND;
    private long unsaid;

    /**
     * A limit stopped a client.
     *
     * @param who the line's beginning, such as {@code Connection c5 from 192.0.2.1:49152}
     */
    public synchronized void exceeded(Supplier<String> who, Limit limit) {
        long now = System.nanoTime();
        if (now - last < SECOND) {
            unsaid++;
            return;
        }
        last = now;
        log.info("{} ran over limit {}, and {} times over one since the line before", who.get(), limit, unsaid);
        unsaid = 0;
    }
}
