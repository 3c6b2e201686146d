package dev.http2bin.bin.hints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.bin.content.Hints.Outcome;
import dev.http2bin.bin.hints.HintsJournal.Seen;
import dev.http2bin.http2.ledger.EarlyHints;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report says of a page by what was seen of it. */
class HintsReportTest {

    private static HintsReport report(
            @Nullable Outcome outcome, @Nullable Duration requested, @Nullable Duration answered) {
        Duration hinted = outcome == null ? null : Duration.ofMillis(1);
        return HintsReport.of(
                new Seen("HTTP/2", "navigate", outcome, hinted, requested, requested == null ? 0 : 1, answered, false));
    }

    @Test
    void aPageWhoseHintsHaveNotLeftIsStillBeingMade() {
        HintsReport report = report(null, null, null);
        assertThat(report.hints()).isEmpty();
        assertThat(report.hinted()).isNull();
        assertThat(report.findings()).containsExactly("The page is still being made.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SENT|0|sent; count=0|count=0 asked for none.",
                "SKIPPED_HTTP1|1|skipped; reason=http1|Use HTTP/2, or force=true.",
                "SKIPPED_COMMITTED|1|skipped; reason=committed|the final response had already begun."
            })
    void theReportSaysWhyNo103WasSent(EarlyHints result, int count, String outcome, String why) {
        HintsReport report = report(new Outcome(result, count), null, Duration.ofMillis(5));
        assertThat(report.hints()).isEqualTo(outcome);
        assertThat(report.hinted()).isNull();
        assertThat(report.used()).isFalse();
        assertThat(report.findings())
                .singleElement()
                .asString()
                .startsWith("No 103 was sent: ")
                .endsWith(why);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "10,2", "11,2"})
    void moreThanOne103IsSaidToBeUseless(int count, int findings) {
        HintsReport report = report(new Outcome(EarlyHints.SENT, count), Duration.ofMillis(3), Duration.ofMillis(5));
        assertThat(report.used()).isTrue();
        assertThat(report.findings()).hasSize(findings);
    }

    @Test
    void aStyleSheetThatWasAskedForBehindTheResponseShowsAnUnusedHint() {
        HintsReport report = report(new Outcome(EarlyHints.SENT, 1), Duration.ofMillis(7), Duration.ofMillis(5));
        assertThat(report.used()).isFalse();
        assertThat(report.findings())
                .first()
                .asString()
                .isEqualTo(
                        "The hint was not used: the client asked for the style sheet after the final response began.");
    }
}
