package dev.http2bin.gate;

import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Limit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs which limits stopped one connection's client: a line a second at most, so that no client can flood the log. */
final class LimitLog {
    private static final Logger log = LoggerFactory.getLogger(LimitLog.class);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;
    private long last = System.nanoTime() - SECOND;
    private long unsaid;

    LimitLog(Connection connection) {
        this.connection = connection;
    }

    void exceeded(Limit limit) {
        long now = System.nanoTime();
        if (now - last < SECOND) {
            unsaid++;
            return;
        }
        last = now;
        log.info(
                "Connection {} from {} ran over limit {}, and {} times over one since the line before",
                connection.id(),
                connection.peer().address(),
                limit,
                unsaid);
        unsaid = 0;
    }
}
