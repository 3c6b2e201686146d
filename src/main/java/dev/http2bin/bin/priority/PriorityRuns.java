package dev.http2bin.bin.priority;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The last runs by their ids, which nobody can guess. The service forgets a run after some time, and the oldest run if there are too
 * many.
 */
@Component
final class PriorityRuns {
    private final PriorityProperties properties;
    /** The oldest comes first. */
    private final Map<String, PriorityRun> runs = new LinkedHashMap<>();

    PriorityRuns(PriorityProperties properties) {
        this.properties = properties;
    }

    /** Remembers a run that begins. */
    synchronized void add(PriorityRun run) {
        Iterator<PriorityRun> oldest = runs.values().iterator();
        while (oldest.hasNext() && (over(oldest.next()) || runs.size() >= properties.maxRuns())) {
            oldest.remove();
        }
        runs.put(run.id(), run);
    }

    /** The run of this id; null if there is none. */
    synchronized @Nullable PriorityRun run(String id) {
        PriorityRun run = runs.get(id);
        return run == null || over(run) ? null : run;
    }

    private boolean over(PriorityRun run) {
        return run.start().plus(properties.runLifetime()).isBefore(Instant.now());
    }
}
