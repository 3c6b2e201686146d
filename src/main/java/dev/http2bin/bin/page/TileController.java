package dev.http2bin.bin.page;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.timing.Pacer;
import dev.http2bin.http2.exchange.Exchange;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.OptionalInt;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /lab/tiles/{n}}: one of many small pictures, which says the stream it came on. Pages of another origin may
 * load it and measure how long that took, as the page does with those of the twin.
 */
@RestController
final class TileController {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int MOST = 1_000;

    private final Pacer pacer;

    TileController(Pacer pacer) {
        this.pacer = pacer;
    }

    @GetMapping("/lab/tiles/{n}")
    @io.swagger.v3.oas.annotations.Parameter(name = "run", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    DeferredResult<ResponseEntity<String>> tile(
            @PathVariable String n, @RequestParam(defaultValue = "0ms") String delay, Exchange exchange) {
        int number = (int) new Parameter("n", n).whole(0, MOST);
        Duration latency = new Parameter("delay", delay).duration(Duration.ZERO, LONGEST);
        ResponseEntity<String> answer = ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.noStore())
                .header("Timing-Allow-Origin", "*")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(picture(number, exchange.streamId()));
        DeferredResult<ResponseEntity<String>> later = new DeferredResult<>(0L);
        pacer.after(latency, exchange, () -> later.setResult(answer));
        return later;
    }

    private static String picture(int number, OptionalInt stream) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24" width="40" height="24">\
                <rect width="40" height="24" fill="hsl(%d 55%% 40%%)"/>\
                <text x="20" y="16" font-family="sans-serif" font-size="11" text-anchor="middle" fill="#fff">%s</text>\
                </svg>
                """.formatted(number * 2 % 360, stream.isPresent() ? stream.getAsInt() : "1.1");
    }
}
