package dev.http2bin.bin.timing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sse}: server-sent events, each when its time has come. */
@RestController
final class SseController {
    private final Pacer pacer;
    private final TimingProperties properties;
    private final Json json;

    SseController(Pacer pacer, TimingProperties properties, ObjectMapper mapper) {
        this.json = new Json(mapper);
        this.pacer = pacer;
        this.properties = properties;
    }

    @Operation(summary = "Server-sent events, each with its number and time.")
    @GetMapping(path = "/sse", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @RequestParam(defaultValue = "10") String count,
            @RequestParam(defaultValue = "1s") String interval,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        Pace pace =
                Pace.of(new Parameter("count", count), new Parameter("interval", interval), Duration.ZERO, properties);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PacedBody.begin(pacer, pace, this::event, request, response, exchange);
    }

    /** What an event says. */
    record Ping(int id, long timestamp) implements OneLine {}

    private byte[] event(int number) {
        String data = new String(json.bytes(new Ping(number, System.currentTimeMillis())), StandardCharsets.UTF_8);
        return "id: %d\nevent: ping\ndata: %s\n".formatted(number, data).getBytes(StandardCharsets.UTF_8);
    }
}
