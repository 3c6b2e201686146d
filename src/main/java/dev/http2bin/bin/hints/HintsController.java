package dev.http2bin.bin.hints;

import dev.http2bin.bin.content.Hints;
import dev.http2bin.bin.content.HintsProperties;
import dev.http2bin.bin.content.Query;
import dev.http2bin.bin.timing.Pacer;
import dev.http2bin.http2.exchange.Exchange;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code GET /early-hints}: 103s, a wait, then a page that uses what they hinted (RFC 8297). */
@RestController
final class HintsController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css; charset=utf-8");

    private final Pacer pacer;
    private final HintsProperties properties;
    private final HintsJournal journal;

    HintsController(Pacer pacer, HintsProperties properties, HintsJournal journal) {
        this.journal = journal;
        this.pacer = pacer;
        this.properties = properties;
    }

    @GetMapping("/early-hints")
    @Parameter(name = "link", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    DeferredResult<ResponseEntity<String>> hints(
            @RequestParam(defaultValue = "1") String count,
            @RequestParam(defaultValue = "300ms") String delay,
            @RequestParam(defaultValue = "false") String force,
            HttpServletRequest request,
            Exchange exchange) {
        // @RequestParam would cut a link at its commas
        List<String> links = Query.parse(request.getQueryString()).get("link");
        Hints hints = Hints.of(properties, count, delay, force, links, request.getContextPath());
        HintsJournal.Run run = journal.begin(hints, exchange, request.getHeader("sec-fetch-mode"));
        Hints.Outcome outcome = hints.send(exchange);
        run.hinted(outcome);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().header("x-early-hints", outcome.toString()).contentType(HTML);
        hints.links().forEach(link -> answer.header(HttpHeaders.LINK, link.field()));
        answer.cacheControl(CacheControl.noStore());

        DeferredResult<ResponseEntity<String>> page = new DeferredResult<>(0L);
        Runnable end = () -> page.setResult(answer.body(hints.page(outcome)));
        pacer.after(
                hints.delay(),
                exchange,
                () -> {
                    run.answered();
                    end.run();
                },
                () -> {
                    run.left();
                    end.run();
                });
        return page;
    }

    /** The style sheet that is hinted unless the caller names links of its own; its id keeps one page's from another's. */
    @GetMapping("/early-hints/style.css")
    ResponseEntity<Resource> style(@RequestParam(defaultValue = "") String id) {
        journal.requested(id);
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(new ClassPathResource("hints/style.css"));
    }
}
