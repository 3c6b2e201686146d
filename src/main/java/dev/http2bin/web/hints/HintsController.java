package dev.http2bin.web.hints;

import dev.http2bin.exchange.EarlyHints;
import dev.http2bin.exchange.Exchange;
import dev.http2bin.hpack.HeaderField;
import dev.http2bin.web.problem.Parameter;
import dev.http2bin.web.problem.Problem;
import dev.http2bin.web.timing.Pacer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code GET /early-hints}: 103s, a wait, then a page that uses what they hinted (RFC 8297). */
@RestController
final class HintsController {

    private static final int MAX_LINKS = 10;
    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css; charset=utf-8");

    private final Pacer pacer;
    private final HintsSettings settings;

    HintsController(Pacer pacer, HintsSettings settings) {
        this.pacer = pacer;
        this.settings = settings;
    }

    @GetMapping("/early-hints")
    DeferredResult<ResponseEntity<String>> hints(
            @RequestParam(defaultValue = "1") String count,
            @RequestParam(defaultValue = "300ms") String delay,
            @RequestParam(defaultValue = "false") String force,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request,
            Exchange exchange) {
        int hints = (int) new Parameter("count", count).whole(0, settings.maxCount());
        Duration pause = new Parameter("delay", delay).duration(Duration.ZERO, settings.maxDelay());
        boolean forced = new Parameter("force", force).flag();
        List<LinkValue> links = links(parameters.get("link"), request.getContextPath());

        String outcome = send(hints, forced, links, exchange);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().header("x-early-hints", outcome).contentType(HTML);
        links.forEach(link -> answer.header(HttpHeaders.LINK, link.field()));
        answer.cacheControl(CacheControl.noStore());

        DeferredResult<ResponseEntity<String>> page = new DeferredResult<>(0L);
        pacer.after(pause, () -> page.setResult(answer.body(HintedPage.of(outcome, links))));
        return page;
    }

    /** The style sheet that is hinted unless the caller names links of its own; its id keeps one page's from another's. */
    @GetMapping("/early-hints/style.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .body(new ClassPathResource("hints/style.css"));
    }

    private static List<LinkValue> links(@Nullable List<String> asked, String context) {
        if (asked == null) {
            String style =
                    "<%s/early-hints/style.css?id=%s>; rel=preload; as=style".formatted(context, UUID.randomUUID());
            return List.of(LinkValue.parse(new Parameter("link", style)));
        }
        if (asked.size() > MAX_LINKS) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "'link' may be given at most " + MAX_LINKS + " times.");
        }
        return asked.stream()
                .map(link -> LinkValue.parse(new Parameter("link", link)))
                .toList();
    }

    private static String send(int count, boolean force, List<LinkValue> links, Exchange exchange) {
        List<HeaderField> fields = links.stream()
                .map(link -> new HeaderField("link", link.field()))
                .toList();
        for (int sent = 0; sent < count; sent++) {
            EarlyHints outcome = exchange.earlyHints(fields, force);
            if (outcome != EarlyHints.SENT) {
                return "skipped; reason=" + (outcome == EarlyHints.SKIPPED_HTTP1 ? "http1" : "committed");
            }
        }
        return "sent; count=" + count;
    }
}
