package dev.http2bin.bin.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same timers with the same counts as Micrometer's own handler makes of the same observations. */
class RememberedTimersTest {

    @Test
    void theTimersAreThoseOfMicrometer() {
        MeterRegistry own = new SimpleMeterRegistry();
        MeterRegistry theirs = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations
                .observationConfig()
                .observationHandler(new RememberedTimers(own))
                .observationHandler(new DefaultMeterObservationHandler(theirs, IgnoredMeters.LONG_TASK_TIMER));

        observed("requests", "/version", observations).stop();
        observed("requests", "/version", observations).stop();
        observed("requests", "/hello", observations).stop();
        observed("others", "/version", observations).stop();
        observed("requests", "/version", observations)
                .error(new IllegalStateException())
                .stop();
        observed("requests", "/version", observations)
                .error(new IllegalStateException())
                .stop();

        assertThat(counts(own)).isEqualTo(counts(theirs)).hasSize(4).containsValues(2L, 1L);
    }

    private static Observation observed(String name, String uri, ObservationRegistry observations) {
        return Observation.start(name, observations)
                .lowCardinalityKeyValue("uri", uri)
                .lowCardinalityKeyValue("method", "GET");
    }

    private static Map<List<Object>, Long> counts(MeterRegistry registry) {
        return registry.getMeters().stream()
                .collect(Collectors.toMap(
                        meter -> List.of(meter.getId(), meter.getId().getTags()), meter -> ((Timer) meter).count()));
    }
}
