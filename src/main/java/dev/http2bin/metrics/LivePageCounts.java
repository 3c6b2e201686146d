package dev.http2bin.metrics;

/** What meters say of pages that follow their connection. Thread-safe. */
public interface LivePageCounts {

    /** How many are open. */
    int active();

    /** How many were dropped because they did not read. */
    long dropped();
}
