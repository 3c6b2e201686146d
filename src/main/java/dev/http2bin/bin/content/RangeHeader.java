package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The {@code Range} field of a request (RFC 9110 §14.2). */
final class RangeHeader {

    /** The most ranges one request may ask for. */
    static final int MAX_RANGES = 5;

    private static final String UNIT = "bytes=";
    private static final Pattern SPEC = Pattern.compile("([0-9]*)-([0-9]*)");

    private RangeHeader() {}

    /**
     * The ranges that a representation of {@code length} bytes has, in the order asked for. Empty when the field is to be
     * ignored: another unit, or no ranges by its grammar.
     *
     * @throws Problem 416 when it has none of them or too many are asked for
     */
    static Optional<List<ByteRange>> parse(String value, long length) {
        if (!value.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return Optional.empty();
        }
        List<ByteRange> ranges = new ArrayList<>();
        int asked = 0;
        boolean emptySuffix = false;
        for (String element : value.substring(UNIT.length()).split(",", -1)) {
            String spec = element.strip();
            if (spec.isEmpty()) {
                continue; // A list may have empty elements (RFC 9110 §5.6.1.2).
            }
            Matcher matcher = SPEC.matcher(spec);
            if (!matcher.matches() || spec.length() == 1) {
                return Optional.empty();
            }
            if (++asked > MAX_RANGES) {
                throw unsatisfiable("Ask for at most " + MAX_RANGES + " ranges at once.", length);
            }
            String first = matcher.group(1);
            String last = matcher.group(2);
            if (!first.isEmpty() && !last.isEmpty() && number(last) < number(first)) {
                return Optional.empty();
            }
            range(first, last, length).ifPresent(ranges::add);
            // Satisfiable: it is the whole, shorter than the suffix (RFC 9110 §14.1.2), and no Content-Range can say
            // so.
            emptySuffix |= length == 0 && first.isEmpty() && number(last) > 0;
        }
        if (asked == 0 || emptySuffix) {
            return Optional.empty();
        }
        if (ranges.isEmpty()) {
            throw unsatisfiable("There are " + length + " bytes: ask for some of these.", length);
        }
        return Optional.of(ranges);
    }

    private static Optional<ByteRange> range(String first, String last, long length) {
        if (first.isEmpty()) {
            long suffix = Math.min(number(last), length);
            return suffix == 0 ? Optional.empty() : Optional.of(new ByteRange(length - suffix, length - 1));
        }
        long from = number(first);
        long to = last.isEmpty() ? length - 1 : Math.min(number(last), length - 1);
        return from >= length ? Optional.empty() : Optional.of(new ByteRange(from, to));
    }

    /** The number, or the largest one where the digits go beyond. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Problem unsatisfiable(String detail, long length) {
        return Problem.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail)
                .with(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                .with(HttpHeaders.ACCEPT_RANGES, "bytes");
    }
}
