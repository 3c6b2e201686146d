package dev.http2bin.listener;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Lets one connection hold only so many workers at once; the rest of its requests wait for these, in their order. */
final class FairExecutor implements Executor {
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
        workers.execute(() -> {
            try {
                task.run();
            } finally {
                next();
            }
        });
    }

    /** Gives the worker back, behind the requests of other connections that wait for one. */
    private void next() {
        Runnable task;
        synchronized (this) {
            task = waiting.poll();
            if (task == null) {
                held--;
                return;
            }
        }
        start(task);
    }
}
