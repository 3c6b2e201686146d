package dev.http2bin.bin.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.Priority;
import dev.http2bin.http2.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /connection/events}: what happens on the caller's own connection, live. */
@RestController
final class EventsController {
    /** One event, and then no other: a browser would come back at once. */
    private static final byte[] HTTP1 = """
            retry: 3600000
            data: {"protocol":"HTTP/1.1","note":"HTTP/1.1 has no streams, frames, windows or HPACK to follow. Ask over HTTP/2."}

            """.getBytes(StandardCharsets.UTF_8);

    private final Ledger ledger;
    private final LivePages pages;
    private final LiveProperties properties;
    private final ObjectMapper json;

    EventsController(Ledger ledger, LivePages pages, LiveProperties properties, ObjectMapper json) {
        this.ledger = ledger;
        this.pages = pages;
        this.properties = properties;
        this.json = json;
    }

    @GetMapping(path = "/connection/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(Exchange exchange, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Connection> own = ledger.connection(exchange.connectionId());
        if (own.isPresent() && pages.full()) {
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "Too many pages are open. Ask /connection for one look at your connection.")
                    .with(HttpHeaders.RETRY_AFTER, "30");
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("utf-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(Priority.FIELD, Priority.INCREMENTAL);
        if (own.isEmpty()) {
            response.getOutputStream().write(HTTP1);
            return;
        }
        if (request.getMethod().equals("HEAD")) {
            exchange.finish(new byte[0]); // the head alone, which would else not end before the events do
            return;
        }
        LivePage page =
                new LivePage(own.get(), exchange.streamId().orElseThrow(), json, properties.patience(), pages::drop);
        page.begin(exchange);
        pages.add(page);
    }
}
