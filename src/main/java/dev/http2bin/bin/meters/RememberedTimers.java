package dev.http2bin.bin.meters;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Micrometer's timers of what is observed, such as {@code http.server.requests}, built once for each set of tags. */
@Component
final class RememberedTimers extends DefaultMeterObservationHandler {
    private final MeterRegistry registry;
    private final Map<Observed, Timer> timers = new ConcurrentHashMap<>();

    RememberedTimers(MeterRegistry registry) {
        super(registry, IgnoredMeters.LONG_TASK_TIMER); // what is being answered, http2.server.streams.active tells
        this.registry = registry;
    }

    private record Observed(String name, KeyValues tags, String error) {}

    @Override
    public void onStop(Observation.Context context) {
        Throwable error = context.getError();
        Observed observed = new Observed(
                context.getName(),
                context.getLowCardinalityKeyValues(),
                error == null ? KeyValue.NONE_VALUE : error.getClass().getSimpleName());
        Timer.Sample sample = context.getRequired(Timer.Sample.class);
        sample.stop(timers.computeIfAbsent(observed, this::timer));
    }

    private Timer timer(Observed observed) {
        Tags tags = Tags.of(observed.tags().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
        return Timer.builder(observed.name())
                .tags(tags.and("error", observed.error()))
                .register(registry);
    }
}
