package dev.http2bin.http2.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counters of TLS handshakes. What an operator may allow beyond the usual protocols is counted as other. */
final class HandshakeMeters {
    private final Map<String, Counter> completed = new HashMap<>();
    private final Counter other;
    private final Counter failed;

    HandshakeMeters(Meters meters) {
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            for (String alpn : List.of("h2", "http/1.1", "")) {
                String tag = alpn.isEmpty() ? "none" : alpn;
                completed.put(protocol + alpn, counter(meters, protocol, tag, "completed"));
            }
        }
        other = counter(meters, "other", "other", "completed");
        failed = counter(meters, "none", "none", "failed");
    }

    private static Counter counter(Meters meters, String protocol, String alpn, String outcome) {
        return meters.counter(
                MeterName.TLS_HANDSHAKES, Tags.of("protocol", protocol, "alpn", alpn, "outcome", outcome));
    }

    /** @param alpn empty where none was agreed */
    void completed(String protocol, String alpn) {
        completed.getOrDefault(protocol + alpn, other).increment();
    }

    void failed() {
        failed.increment();
    }
}
