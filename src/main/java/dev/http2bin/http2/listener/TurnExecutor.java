package dev.http2bin.http2.listener;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs on an I/O thread what workers leave to it, all that gathered in one turn: to wake the thread costs more than most answers. */
final class TurnExecutor implements Executor {
    private final Executor thread;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    TurnExecutor(Executor thread) {
        this.thread = thread;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (!scheduled.getAndSet(true)) {
            thread.execute(this::turn);
        }
    }

    private void turn() {
        scheduled.set(false);
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
