package dev.http2bin.web.hints;

import dev.http2bin.content.Seconds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the hints of one page. Times are seconds since the page was asked for, null where something did not
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

    static HintsReport of(
            String protocol,
            @Nullable String fetchMode,
            String hints,
            long hinted,
            long requested,
            int requests,
            long answered) {
        boolean sent = hints.startsWith("sent") && !hints.endsWith("=0");
        boolean used = sent && requested >= 0 && (answered < 0 || requested < answered);
        return new HintsReport(
                protocol,
                hints,
                fetchMode,
                sent ? seconds(hinted) : null,
                seconds(requested),
                requests,
                seconds(answered),
                used,
                findings(protocol, fetchMode, hints, sent, used, requested, requests, answered));
    }

    private static @Nullable BigDecimal seconds(long nanos) {
        return nanos < 0 ? null : Seconds.of(Duration.ofNanos(nanos));
    }

    private static List<String> findings(
            String protocol,
            @Nullable String fetchMode,
            String hints,
            boolean sent,
            boolean used,
            long requested,
            int requests,
            long answered) {
        List<String> found = new ArrayList<>();
        if (used) {
            found.add("The hint was used: the style sheet was asked for before the final response began.");
        } else if (hints.endsWith("http1")) {
            found.add("No 103 was sent: the page was asked for over " + protocol
                    + ", where browsers and proxies may choke on it. Use HTTP/2, or force=true.");
        } else if (!sent) {
            found.add("No 103 was sent: count=0 asked for none.");
        } else if (answered >= 0) {
            found.add(
                    requested < 0
                            ? "The style sheet was not asked for at all: this client does not load what a page uses,"
                                    + " or it had it in its cache."
                            : "The hint was not used: the style sheet was asked for after the final response began.");
            if (fetchMode == null) {
                found.add("The client sent no sec-fetch-mode, so it is not a browser of today; curl, for one, shows a"
                        + " 103 and does nothing with it.");
            } else if (!fetchMode.equals("navigate")) {
                found.add("The client fetched the page as '" + fetchMode + "'. Browsers use hints only where a page is"
                        + " opened in a tab of its own: not in a frame, not by fetch().");
            } else {
                found.add("A browser that opens a page may still ignore a hint: Safari takes preconnect only, Chromium"
                        + " needs a certificate it trusts, and an extension may hold requests back.");
            }
        } else {
            found.add("The page is still being made.");
        }
        if (requests > 1) {
            found.add(
                    "The style sheet was asked for " + requests + " times. Chromium does so where it ignores errors of"
                            + " the certificate, as what it loads early must not be kept then.");
        }
        if (sent && !hints.endsWith("=1")) {
            found.add("More than one 103 was sent: browsers look at the first only.");
        }
        return List.copyOf(found);
    }
}
