package dev.http2bin.bin.hints;

import dev.http2bin.bin.content.Hints;
import dev.http2bin.http2.exchange.Exchange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The last pages with early hints: when each was hinted, when its style sheet was asked for, when it was answered or left. */
@Component
final class HintsJournal {
    private static final int MOST = 1_000;
    private static final String ID = "?id=";

    private final Map<String, Run> runs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
            return size() > MOST;
        }
    };

    /** A page is asked for. The id of its style sheet, which nobody can guess, is its name; one with links of its own has none. */
    Run begin(Hints hints, Exchange exchange, @Nullable String fetchMode) {
        Run run = new Run(exchange.protocol(), fetchMode);
        hints.links().stream()
                .map(link -> link.target().toString())
                .filter(target -> target.contains(ID))
                .findFirst()
                .ifPresent(target -> put(target.substring(target.indexOf(ID) + ID.length()), run));
        return run;
    }

    private synchronized void put(String id, Run run) {
        runs.put(id, run);
    }

    synchronized @Nullable Run run(String id) {
        return runs.get(id);
    }

    /** The style sheet is asked for. */
    void requested(String id) {
        Run run = run(id);
        if (run != null) {
            run.requested();
        }
    }

    /** One page. Times count from when it was asked for; null if something did not happen. */
    static final class Run {
        private final String protocol;
        private final @Nullable String fetchMode;
        private final long start = System.nanoTime();
        private Hints.@Nullable Outcome outcome;
        private @Nullable Duration hinted;
        private @Nullable Duration requested;
        private int requests;
        private @Nullable Duration answered;
        private boolean left;

        private Run(String protocol, @Nullable String fetchMode) {
            this.protocol = protocol;
            this.fetchMode = fetchMode;
        }

        synchronized void hinted(Hints.Outcome result) {
            outcome = result;
            hinted = sinceStart();
        }

        synchronized void answered() {
            answered = sinceStart();
        }

        /** The client left before the page was answered. */
        synchronized void left() {
            left = true;
        }

        private synchronized void requested() {
            requests++;
            if (requested == null) {
                requested = sinceStart();
            }
        }

        private Duration sinceStart() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        synchronized HintsReport report() {
            return HintsReport.of(new Seen(protocol, fetchMode, outcome, hinted, requested, requests, answered, left));
        }
    }

    /**
     * What was seen of one page so far. Times count from when it was asked for; null if something did not happen.
     *
     * @param fetchMode the client's {@code sec-fetch-mode}
     * @param outcome of its 103s; null if they are still to be sent
     * @param requests for its style sheet
     * @param left whether the client left before the page was answered
     */
    record Seen(
            String protocol,
            @Nullable String fetchMode,
            Hints.@Nullable Outcome outcome,
            @Nullable Duration hinted,
            @Nullable Duration requested,
            int requests,
            @Nullable Duration answered,
            boolean left) {

        boolean sent() {
            return outcome != null && outcome.sent();
        }

        /** Whether the style sheet was asked for between the hint and the final response. */
        boolean used() {
            return sent() && requested != null && (answered == null || requested.compareTo(answered) < 0);
        }
    }
}
