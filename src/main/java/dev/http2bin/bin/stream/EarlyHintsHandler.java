package dev.http2bin.bin.stream;

import dev.http2bin.bin.content.Hints;
import dev.http2bin.bin.content.HintsProperties;
import dev.http2bin.bin.content.LinkValue;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.Problems;
import dev.http2bin.http2.undertow.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** {@code /stream/early-hints}: 103s, a wait that holds no thread, then a page that uses what they hinted (RFC 8297). */
final class EarlyHintsHandler implements HttpHandler {
    private static final HttpString OUTCOME = new HttpString("x-early-hints");
    private static final HttpString LINK = new HttpString("Link");

    private final HintsProperties properties;
    private final String contextPath;
    private final Problems problems;

    EarlyHintsHandler(HintsProperties properties, String contextPath, Problems problems) {
        this.properties = properties;
        this.contextPath = contextPath;
        this.problems = problems;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Deque<String> links = exchange.getQueryParameters().get("link");
        Hints hints = Hints.of(
                properties,
                parameter(exchange, "count", "1"),
                parameter(exchange, "delay", "300ms"),
                parameter(exchange, "force", "false"),
                links == null ? null : List.copyOf(links),
                contextPath);
        Exchange wire = Exchanges.of(exchange);
        if (hints.force() && wire.streamId().isEmpty()) {
            exchange.dispatch(
                    () -> hint(exchange, wire, hints)); // written to the socket, for which it may have to wait
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> hint(exchange, wire, hints));
        }
    }

    private void hint(HttpServerExchange exchange, Exchange wire, Hints hints) {
        try {
            Hints.Outcome outcome = hints.send(wire);
            Runnable answer = () -> answer(exchange, hints, outcome);
            XnioExecutor.Key later =
                    exchange.getIoThread().executeAfter(answer, hints.delay().toMillis(), TimeUnit.MILLISECONDS);
            wire.whenEnded(() -> {
                if (later.remove()) {
                    answer.run();
                }
            });
        } catch (RuntimeException e) {
            problems.answer(exchange, e);
        }
    }

    private static void answer(HttpServerExchange exchange, Hints hints, Hints.Outcome outcome) {
        HeaderMap fields = exchange.getResponseHeaders();
        fields.put(OUTCOME, outcome.toString());
        fields.put(Headers.CONTENT_TYPE, "text/html;charset=utf-8");
        for (LinkValue link : hints.links()) {
            fields.add(LINK, link.field());
        }
        fields.put(Headers.CACHE_CONTROL, "no-store");
        WholeBody.send(exchange, hints.page(outcome).getBytes(StandardCharsets.UTF_8));
    }

    /** Given more than once, it is read as one list, which is no number; given without a value, as not given. */
    private static String parameter(HttpServerExchange exchange, String name, String otherwise) {
        @Nullable Deque<String> values = exchange.getQueryParameters().get(name);
        String value = values == null ? "" : String.join(",", values);
        return value.isEmpty() ? otherwise : value;
    }
}
