package dev.http2bin.http2.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Registers meters by their names in {@link MeterName}. A tag's values are what {@code toString} of an enum gives. */
final class Meters {
    private record Id(MeterName name, Tags tags) {}

    private final MeterRegistry registry;
    private final Map<Id, ThreadSum> sums = new ConcurrentHashMap<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    Counter counter(MeterName meter, Tags tags) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags)
                .register(registry);
    }

    /** A thread's cell of a counter for what happens with each request. */
    ThreadSum.Cell cell(MeterName meter, Tags tags) {
        return sums.computeIfAbsent(new Id(meter, tags), unused -> {
                    ThreadSum sum = new ThreadSum();
                    counter(meter, tags, sum, ThreadSum::value);
                    return sum;
                })
                .cell();
    }

    <T> void counter(MeterName meter, Tags tags, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder(meter.id(), source, count)
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags)
                .register(registry);
    }

    void gauge(MeterName meter, Tags tags, Supplier<Number> source) {
        Gauge.builder(meter.id(), source)
                .description(meter.description())
                .baseUnit(meter.unit())
                .tags(tags)
                .register(registry);
    }

    Timer timer(MeterName meter, Tags tags) {
        return Timer.builder(meter.id())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    DistributionSummary distribution(MeterName meter) {
        return DistributionSummary.builder(meter.id())
                .description(meter.description())
                .register(registry);
    }

    /** One counter for each constant, which is the value of a tag besides these. */
    <K extends Enum<K>> PerConstant<K, Counter> counters(MeterName meter, Class<K> keys, String tag, Tags others) {
        return new PerConstant<>(keys, key -> counter(meter, others.and(tag, key.toString())));
    }

    /** One cell for each constant, which is the value of a tag besides these. */
    <K extends Enum<K>> PerConstant<K, ThreadSum.Cell> cells(MeterName meter, Class<K> keys, String tag, Tags others) {
        return new PerConstant<>(keys, key -> cell(meter, others.and(tag, key.toString())));
    }

    /** One timer for each constant, which is the value of a tag. */
    <K extends Enum<K>> PerConstant<K, Timer> timers(MeterName meter, Class<K> keys, String tag) {
        return new PerConstant<>(keys, key -> timer(meter, Tags.of(tag, key.toString())));
    }
}
