package dev.http2bin.http2.gate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the JVM is out of memory. A server that has lost an I/O thread to it would live on half dead: its
 * ports accept, and nothing answers.
 */
public final class OutOfMemory {
    /** The exit status that {@code -XX:+ExitOnOutOfMemoryError} has, too. */
    private static final int STATUS = 3;

    private static final Logger log = LoggerFactory.getLogger(OutOfMemory.class);

    private OutOfMemory() {}

    /** Runs a task on an I/O or worker thread; halts the process if the task runs out of memory. */
    public static void haltsAfter(Runnable task) {
        try {
            task.run();
        } catch (OutOfMemoryError e) {
            halt(e);
            throw e;
        }
    }

    /** Halts the process if a failure is, or comes from, the lack of memory. */
    public static void check(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                halt(error);
            }
        }
    }

    private static void halt(OutOfMemoryError error) {
        try {
            log.error("Out of memory: the process ends. Give the JVM more, or lower http2bin.limits.memory.", error);
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
