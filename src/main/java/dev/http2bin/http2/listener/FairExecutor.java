package dev.http2bin.http2.listener;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Lets one connection hold only so many workers at once; the rest of its requests wait for these, in their order. */
final class FairExecutor implements Executor {
    /** How long a worker goes on with one connection's requests: to change workers costs more than most of them. */
    private static final long TURN_NANOS = 1_000_000;

    private final Executor workers;
    private final int most;
    // guarded by this
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int held;

    FairExecutor(Executor workers, int most) {
        this.workers = workers;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (held == most) {
                waiting.add(task);
                return;
            }
            held++;
        }
        start(task);
    }

    private void start(Runnable task) {
        workers.execute(() -> turn(task));
    }

    /** Runs requests until none waits, or gives the worker back, behind the requests of other connections. */
    private void turn(Runnable first) {
        long start = System.nanoTime();
        Runnable task = first;
        try {
            do {
                try {
                    task.run();
                } finally {
                    task = next();
                }
            } while (task != null && System.nanoTime() - start < TURN_NANOS);
        } finally {
            if (task != null) {
                start(task);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            held--;
        }
        return task;
    }
}
