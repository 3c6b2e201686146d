package dev.http2bin.metrics;

import dev.http2bin.web.live.LivePages;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts the pages that follow their connection. */
@Component
final class LiveMetrics implements MeterBinder {
    private final LivePages pages;

    LiveMetrics(LivePages pages) {
        this.pages = pages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        meters.gauge(MeterName.LIVE_ACTIVE, Tags.empty(), pages::active);
        meters.counter(MeterName.LIVE_DROPPED, pages, LivePages::dropped);
    }
}
