package dev.http2bin.bin.timing;

import dev.http2bin.bin.body.Text;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /clock}: one line a tick. */
@RestController
final class ClockController {

    private final Pacer pacer;
    private final TimingProperties properties;

    ClockController(Pacer pacer, TimingProperties properties) {
        this.pacer = pacer;
        this.properties = properties;
    }

    @GetMapping("/clock")
    void clock(
            @RequestParam(defaultValue = "10") String ticks,
            @RequestParam(defaultValue = "1s") String interval,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        Pace pace = Pace.of(
                new Parameter("ticks", ticks), new Parameter("interval", interval), Duration.ofMillis(1), properties);
        Text.type(response);
        PacedBody.begin(pacer, pace, step -> line(step + 1, pace.steps()), request, response, exchange);
    }

    private static byte[] line(int tick, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return "tick %d of %d at %s\n".formatted(tick, count, now).getBytes(StandardCharsets.UTF_8);
    }
}
