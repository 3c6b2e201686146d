package dev.http2bin.bin.faults;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Counts the tries of each run. A client names its run and counts on over all of its connections; the tries without a name
 * are one run of their connection. A run that is not tried for some time is forgotten, as is the one that was tried
 * longest ago where there are too many.
 */
@Component
final class Runs {
    private static final int LONGEST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1," + LONGEST + "}");

    private record Run(long tries, long lastNanos) {}

    private final FaultProperties properties;
    /** The run that was tried longest ago comes first. */
    private final Map<String, Run> runs = new LinkedHashMap<>();

    Runs(FaultProperties properties) {
        this.properties = properties;
    }

    /**
     * Counts the try that a request is.
     *
     * @param times how many tries of the run are to fail; null where no run is meant
     * @param run what the client calls the run; null for that of its connection
     */
    Attempt attempt(@Nullable String times, @Nullable String run, Exchange exchange) {
        if (times == null && run == null) {
            return Attempt.UNCOUNTED;
        }
        if (times == null) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "'run' counts the tries of 'times'. Add times=1, or as many tries as are to fail.");
        }
        long failing = new Parameter("times", times).whole(0, Integer.MAX_VALUE);
        return new Attempt(next(key(run, exchange)), failing);
    }

    private static String key(@Nullable String run, Exchange exchange) {
        if (run == null) {
            return "connection " + exchange.connectionId(); // the name of no run has a blank
        }
        if (!NAME.matcher(run).matches()) {
            throw new Parameter("run", run)
                    .wrong("a name of your own of 1 to " + LONGEST + " letters, digits, '-', '.', '_' or '~'");
        }
        return run;
    }

    /** The first try of a run is 1. */
    private synchronized long next(String key) {
        long now = System.nanoTime();
        Run before = runs.remove(key);
        long tries = before == null || over(before, now) ? 0 : before.tries();
        makeRoom(now);
        runs.put(key, new Run(tries + 1, now));
        return tries + 1;
    }

    private void makeRoom(long now) {
        Iterator<Run> oldest = runs.values().iterator();
        while (oldest.hasNext() && (over(oldest.next(), now) || runs.size() >= properties.maxRuns())) {
            oldest.remove();
        }
    }

    private boolean over(Run run, long now) {
        return now - run.lastNanos() > properties.runLifetime().toNanos();
    }
}
