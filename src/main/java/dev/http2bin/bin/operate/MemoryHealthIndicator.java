package dev.http2bin.bin.operate;

import dev.http2bin.http2.gate.MemoryBound;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Takes the instance out of service while memory stays short although the connections that hold most lose streams. It is
 * part of the readiness group.
 */
@Component
final class MemoryHealthIndicator implements HealthIndicator {
    private static final int SECONDS = 5;

    private final MemoryBound memory;

    MemoryHealthIndicator(MemoryBound memory) {
        this.memory = memory;
    }

    @Override
    public Health health() {
        Health.Builder health = memory.isOverMark(SECONDS) ? Health.outOfService() : Health.up();
        return health.withDetail("held", memory.held())
                .withDetail("bound", memory.bound())
                .build();
    }
}
