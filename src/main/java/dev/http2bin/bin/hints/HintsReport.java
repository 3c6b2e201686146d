package dev.http2bin.bin.hints;

import dev.http2bin.bin.content.Hints;
import dev.http2bin.bin.content.Seconds;
import dev.http2bin.bin.hints.HintsJournal.Seen;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the hints of one page. Times are seconds since the page was asked for, null if something did not
 * happen.
 *
 * @param hints as {@code x-early-hints} says it
 * @param fetchMode what the client said it is doing, {@code navigate} for a page; null where it said nothing
 * @param hinted when the 103s had left
 * @param styleRequested when the hinted style sheet was first asked for
 * @param styleRequests how often it was
 * @param answered when the final response began
 * @param used whether the style sheet was asked for between the hint and the final response
 * @param findings in plain words, with what to do
 */
record HintsReport(
        String protocol,
        String hints,
        @Nullable String fetchMode,
        @Nullable BigDecimal hinted,
        @Nullable BigDecimal styleRequested,
        int styleRequests,
        @Nullable BigDecimal answered,
        boolean used,
        List<String> findings) {

    static HintsReport of(Seen seen) {
        return new HintsReport(
                seen.protocol(),
                seen.outcome() == null ? "" : seen.outcome().toString(),
                seen.fetchMode(),
                seen.sent() ? seconds(seen.hinted()) : null,
                seconds(seen.requested()),
                seen.requests(),
                seconds(seen.answered()),
                seen.used(),
                findings(seen));
    }

    private static @Nullable BigDecimal seconds(@Nullable Duration time) {
        return time == null ? null : Seconds.of(time);
    }

    private static List<String> findings(Seen seen) {
        List<String> found = new ArrayList<>();
        Hints.Outcome outcome = seen.outcome();
        if (seen.left()) {
            found.add("The client left before the final response began.");
        }
        if (outcome == null || (outcome.sent() && !seen.used() && seen.answered() == null)) {
            if (!seen.left()) {
                found.add("The page is still being made.");
            }
        } else if (!outcome.sent()) {
            found.add(notSent(seen.protocol(), outcome));
        } else if (seen.used()) {
            found.add("The hint was used: the style sheet was asked for before the final response began.");
        } else {
            found.add(
                    seen.requested() == null
                            ? "The client did not ask for the style sheet at all: it does not load what a page uses, or"
                                    + " it had the style sheet in its cache."
                            : "The hint was not used: the client asked for the style sheet after the final response"
                                    + " began.");
            found.add(why(seen.fetchMode()));
        }
        if (seen.requests() > 1) {
            found.add(
                    "The client asked for the style sheet " + seen.requests() + " times. Chromium does so if it ignores"
                            + " errors of the certificate: it must not keep what it loaded early then.");
        }
        if (outcome != null && outcome.sent() && outcome.count() > 1) {
            found.add("The server sent more than one 103: browsers look at the first only.");
        }
        return List.copyOf(found);
    }

    private static String notSent(String protocol, Hints.Outcome outcome) {
        return switch (outcome.result()) {
            case SKIPPED_HTTP1 ->
                "No 103 was sent: the client asked for the page over " + protocol
                        + ", and a 103 may break browsers and proxies there. Use HTTP/2, or force=true.";
            case SKIPPED_COMMITTED -> "No 103 was sent: the final response had already begun.";
            case SENT -> "No 103 was sent: count=0 asked for none.";
        };
    }

    /** Why a hint may have had no effect. */
    private static String why(@Nullable String fetchMode) {
        if (fetchMode == null) {
            return "The client sent no sec-fetch-mode, so it is not a browser of today; curl, for one, shows a 103 and"
                    + " does nothing with it.";
        }
        return fetchMode.equals("navigate")
                ? "A browser that opens a page may still ignore a hint: Safari takes preconnect only, Chromium needs a"
                        + " certificate that it trusts, and an extension may hold requests back."
                : "The client fetched the page as '" + fetchMode + "'. Browsers use hints only if they open a page in a"
                        + " tab of its own: not in a frame, not by fetch().";
    }
}
