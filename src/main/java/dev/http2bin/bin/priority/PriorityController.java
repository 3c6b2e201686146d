package dev.http2bin.bin.priority;

import dev.http2bin.bin.connection.TextLines;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.timing.Pacer;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.Priority;
import dev.http2bin.http2.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** {@code GET /priority/…}: a run of responses of different urgency, and in which order they were sent (RFC 9218). */
@RestController
final class PriorityController {
    /** What each response of a run says where priorities are turned off: all are as urgent, and take turns. */
    static final String ALIKE = new Priority(Priority.DEFAULT.urgency(), true).toString();

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";

    private final PriorityRuns runs;
    private final PriorityProperties properties;
    private final Ledger ledger;
    private final Pacer pacer;

    PriorityController(PriorityRuns runs, PriorityProperties properties, Ledger ledger, Pacer pacer) {
        this.runs = runs;
        this.properties = properties;
        this.ledger = ledger;
        this.pacer = pacer;
    }

    @GetMapping(
            path = "/priority/run",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    ResponseEntity<PriorityPlan> run(
            @RequestParam(defaultValue = "4") String responses,
            @RequestParam(defaultValue = "400000") String length,
            @RequestParam(defaultValue = "true") String obey,
            HttpServletRequest request) {
        PriorityRun run = new PriorityRun(
                (int) new Parameter("responses", responses).whole(2, properties.maxResponses()),
                new Parameter("length", length).whole(1, properties.maxLength().toBytes()),
                new Parameter("obey", obey).flag());
        runs.add(run);
        String origin = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(PriorityPlan.of(run, origin));
    }

    /** The page makes two runs in the browser, with priorities and without, and shows its own timings beside the server's. */
    @GetMapping(path = "/priority/run", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/html;charset=utf-8"))
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("static/page/priority.html"));
    }

    @GetMapping("/priority/response")
    void response(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String number,
            HttpServletResponse response,
            Exchange exchange) {
        Parameter asked = new Parameter("number", number);
        int which = (int) asked.whole(1, properties.maxResponses());
        PriorityRun run = find(id);
        asked.whole(1, run.responses());
        response.setContentType("image/svg+xml");
        response.setContentLengthLong(run.length());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!run.obey()) {
            response.setHeader(Priority.FIELD, ALIKE);
        }
        run.requested(
                        which,
                        exchange,
                        ledger.connection(exchange.connectionId()).orElse(null))
                .begin(exchange);
        pacer.after(properties.maxWait(), exchange, run::release, () -> {});
    }

    @GetMapping(
            path = "/priority/report",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    ResponseEntity<PriorityReport> report(@RequestParam(defaultValue = "") String id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(PriorityReport.of(find(id)));
    }

    private PriorityRun find(String id) {
        PriorityRun run = runs.run(id);
        if (run == null) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "No run with this id is remembered. /priority/run begins one and names its id.");
        }
        return run;
    }
}
