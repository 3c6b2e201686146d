package dev.http2bin.bin.timing;

import dev.http2bin.bin.body.Text;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Any method of {@code /drip}: a few bytes spread over a while. */
@RestController
final class DripController {

    /** Drops come no faster than this; where there are more bytes, a drop is more than one. */
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final Pacer pacer;
    private final TimingProperties properties;

    DripController(Pacer pacer, TimingProperties properties) {
        this.pacer = pacer;
        this.properties = properties;
    }

    @RequestMapping("/drip")
    void drip(
            @RequestParam(defaultValue = "10") String bytes,
            @RequestParam(defaultValue = "2s") String duration,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        int length = (int) new Parameter("bytes", bytes).whole(1, properties.maxDrip());
        Duration whole = new Parameter("duration", duration).duration(Duration.ZERO, properties.maxDuration());
        int drops = (int) Math.min(length, whole.dividedBy(SHORTEST) + 1);
        Duration interval = whole.dividedBy(Math.max(1, drops - 1));
        Text.type(response);
        response.setContentLength(length);
        PacedBody.begin(
                pacer, new Pace(drops, interval), step -> drop(step, drops, length), request, response, exchange);
    }

    private static byte[] drop(int step, int drops, int length) {
        byte[] drop = new byte[(int) ((step + 1L) * length / drops - (long) step * length / drops)];
        Arrays.fill(drop, (byte) '*');
        return drop;
    }
}
