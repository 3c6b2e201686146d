package dev.http2bin.http2.metrics;

import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.listener.ServerLoad;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of the threads that run blocking handlers, of the network buffers and of the certificate. */
final class ServerMetrics implements MeterBinder {
    private final ServerLoad load;
    private final MemoryBound memory;

    ServerMetrics(ServerLoad load, MemoryBound memory) {
        this.load = load;
        this.memory = memory;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        meters.gauge(MeterName.WORKER_BUSY, Tags.empty(), this::busyThreads);
        meters.gauge(MeterName.WORKER_MAX, Tags.empty(), load::maxThreads);
        meters.gauge(MeterName.WORKER_QUEUE, Tags.empty(), load::queuedTasks);
        meters.gauge(MeterName.MEMORY_USED, Tags.empty(), memory::held);
        meters.gauge(MeterName.MEMORY_MAX, Tags.empty(), memory::bound);
        meters.gauge(MeterName.BUFFERS_ACTIVE, Tags.empty(), load::buffersInUse);
        meters.gauge(MeterName.CERTIFICATE_EXPIRY, Tags.empty(), load::certificateSeconds);
        meters.counter(MeterName.BUFFERS_ALLOCATED, load, ServerLoad::buffersLent);
    }

    private double busyThreads() {
        int busy = load.busyThreads();
        return busy < 0 ? Double.NaN : busy;
    }
}
