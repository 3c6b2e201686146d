package dev.http2bin.bin.content;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The 103s that a caller asked for (RFC 8297), and the page after them.
 *
 * @param count how many
 * @param delay the wait between the last of them and the page
 * @param force sends them over HTTP/1.1, too
 */
public record Hints(int count, Duration delay, boolean force, List<LinkValue> links) {

    /** The most links of one page. */
    public static final int MAX_LINKS = 10;

    /**
     * Reads the parameters of a request.
     *
     * @param links null where the caller names none: then the style sheet of this server is hinted
     * @param context the context path of this server
     * @throws Problem 400
     */
    public static Hints of(
            HintsProperties properties,
            String count,
            String delay,
            String force,
            @Nullable List<String> links,
            String context) {
        return new Hints(
                (int) new Parameter("count", count).whole(0, properties.maxCount()),
                new Parameter("delay", delay).duration(Duration.ZERO, properties.maxDelay()),
                new Parameter("force", force).flag(),
                links(links, context));
    }

    /** The id of the style sheet keeps one page's from another's. */
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

    /**
     * What became of the 103s.
     *
     * @param result of the last that was to be sent
     * @param count how many were to be sent
     */
    public record Outcome(EarlyHints result, int count) {

        /** Whether at least one was sent. */
        public boolean sent() {
            return result == EarlyHints.SENT && count > 0;
        }

        /** As {@code x-early-hints} says it. */
        @Override
        public String toString() {
            return switch (result) {
                case SENT -> "sent; count=" + count;
                case SKIPPED_HTTP1 -> "skipped; reason=http1";
                case SKIPPED_COMMITTED -> "skipped; reason=committed";
            };
        }
    }

    /** Sends the 103s. */
    public Outcome send(Exchange exchange) {
        List<HeaderField> fields = links.stream()
                .map(link -> new HeaderField("link", link.field()))
                .toList();
        for (int sent = 0; sent < count; sent++) {
            EarlyHints result = exchange.earlyHints(fields, force);
            if (result != EarlyHints.SENT) {
                return new Outcome(result, count);
            }
        }
        return new Outcome(EarlyHints.SENT, count);
    }

    /** The page in HTML. */
    public String page(Outcome outcome) {
        return HintedPage.of(outcome, links);
    }
}
