package dev.http2bin.http2.metrics;

import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.listener.BufferCount;
import dev.http2bin.http2.listener.Http2binWebServer;
import dev.http2bin.http2.listener.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Meters of the threads that run blocking handlers, of the network buffers and of the certificate, once the server runs. */
final class ServerMetrics implements ApplicationListener<WebServerInitializedEvent> {
    private final Meters meters;
    private final Workers workers;
    private final BufferCount buffers;
    private final MemoryBound memory;

    ServerMetrics(MeterRegistry registry, Workers workers, BufferCount buffers, MemoryBound memory) {
        this.meters = new Meters(registry);
        this.workers = workers;
        this.buffers = buffers;
        this.memory = memory;
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (event.getWebServer() instanceof Http2binWebServer server) {
            meters.gauge(MeterName.WORKER_BUSY, Tags.empty(), workers::busy);
            meters.gauge(MeterName.WORKER_MAX, Tags.empty(), workers::max);
            meters.gauge(MeterName.WORKER_QUEUE, Tags.empty(), workers::queued);
            meters.gauge(MeterName.MEMORY_USED, Tags.empty(), memory::held);
            meters.gauge(MeterName.MEMORY_MAX, Tags.empty(), memory::bound);
            meters.gauge(MeterName.BUFFERS_ACTIVE, Tags.empty(), buffers::active);
            meters.counter(MeterName.BUFFERS_ALLOCATED, Tags.empty(), buffers, BufferCount::allocated);
            meters.gauge(
                    MeterName.CERTIFICATE_EXPIRY,
                    Tags.empty(),
                    () -> Duration.between(Instant.now(), server.certificateEnd())
                            .toSeconds());
        }
    }
}
