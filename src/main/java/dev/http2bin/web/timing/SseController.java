package dev.http2bin.web.timing;

import dev.http2bin.content.Parameter;
import dev.http2bin.content.Problem;
import dev.http2bin.exchange.Exchange;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sse}: server-sent events, each when its time has come. */
@RestController
final class SseController {
    private final Pacer pacer;
    private final TimingSettings settings;

    SseController(Pacer pacer, TimingSettings settings) {
        this.pacer = pacer;
        this.settings = settings;
    }

    @Operation(summary = "Server-sent events, each with its number and time.")
    @GetMapping(path = "/sse", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @RequestParam(defaultValue = "10") String count,
            @RequestParam(defaultValue = "1s") String interval,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        int events = (int) new Parameter("count", count).whole(1, settings.maxTicks());
        Duration pause = new Parameter("interval", interval).duration(Duration.ZERO, settings.maxDuration());
        if (pause.multipliedBy(events - 1L).compareTo(settings.maxDuration()) > 0) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "'count' times 'interval' must stay within "
                            + settings.maxDuration().toSeconds() + "s.");
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PacedBody.begin(pacer, events, pause, SseController::event, request, exchange);
    }

    private static byte[] event(int number) {
        return "id: %d\nevent: ping\ndata: {\"id\":%d,\"timestamp\":%d}\n\n"
                .formatted(number, number, System.currentTimeMillis())
                .getBytes(StandardCharsets.UTF_8);
    }
}
