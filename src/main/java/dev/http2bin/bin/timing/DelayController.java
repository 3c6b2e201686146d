package dev.http2bin.bin.timing;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Any method of {@code /delay/{duration}}: an answer that waits. */
@RestController
final class DelayController {

    /**
     * The wait.
     *
     * @param delay seconds
     */
    record Delay(BigDecimal delay) {}

    private final Pacer pacer;
    private final TimingProperties properties;

    DelayController(Pacer pacer, TimingProperties properties) {
        this.pacer = pacer;
        this.properties = properties;
    }

    @RequestMapping("/delay/{duration}")
    DeferredResult<Delay> delay(@PathVariable String duration, Exchange exchange) {
        Duration wait = new Parameter("duration", duration).duration(Duration.ZERO, properties.maxDuration());
        DeferredResult<Delay> answer = new DeferredResult<>(0L);
        pacer.after(wait, exchange, () -> answer.setResult(new Delay(BigDecimal.valueOf(wait.toMillis(), 3))));
        return answer;
    }
}
