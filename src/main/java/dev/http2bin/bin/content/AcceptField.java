package dev.http2bin.bin.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** The {@code Accept} field of a request (RFC 9110 §12.5.1), read alike for controllers and stream handlers. */
public final class AcceptField {
    private static final String QUALITY = "q";
    private static final List<MediaType> ALL = List.of(MediaType.ALL);

    /** What endpoints answer with: a wildcard beside a type that is not wanted stands for the others of these. */
    private static final List<MediaType> KNOWN = List.of(
            MediaType.APPLICATION_JSON,
            MediaType.TEXT_PLAIN,
            MediaType.TEXT_HTML,
            MediaType.TEXT_EVENT_STREAM,
            MediaType.valueOf("text/css"),
            MediaType.valueOf("image/svg+xml"),
            MediaType.APPLICATION_OCTET_STREAM);

    private AcceptField() {}

    /**
     * What the caller takes, the most specific and the most wanted first. Without the field, or with an empty one, all.
     *
     * @param values of the field, a string for each line of it
     * @throws InvalidMediaTypeException for what is no such list
     */
    public static List<MediaType> wanted(List<String> values) {
        List<MediaType> all = new ArrayList<>();
        List<MediaType> refused = new ArrayList<>();
        for (MediaType range : parse(values)) {
            if (range.getQualityValue() > 0) {
                all.add(plain(range));
            } else if (range.getParameters().keySet().equals(Set.of(QUALITY))) {
                refused.add(range);
            }
        }
        if (all.isEmpty() && refused.isEmpty()) {
            return ALL;
        }
        sort(all);
        return precise(all, refused);
    }

    /** Whether Boot's endpoints can read the field, and write in the charset that it names, if any. */
    public static boolean isUsable(List<String> values) {
        try {
            List<MediaType> ranges = parse(values);
            return !ranges.isEmpty()
                    && ranges.stream()
                            .map(MediaType::getCharset)
                            .allMatch(charset -> charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static List<MediaType> parse(List<String> values) {
        try {
            return MediaType.parseMediaTypes(values);
        } catch (StringIndexOutOfBoundsException e) { // which Spring throws for a type in quotes
            throw new InvalidMediaTypeException(String.join(", ", values), "a type is a token");
        }
    }

    /** No endpoint has variants by parameters, and what a caller wrote must not come back as the type of a response. */
    private static MediaType plain(MediaType range) {
        return range.getParameters().isEmpty()
                ? range
                : new MediaType(range.getType(), range.getSubtype(), range.getQualityValue());
    }

    private static void sort(List<MediaType> wanted) {
        try {
            MimeTypeUtils.sortBySpecificity(wanted); // which takes fifty at most
        } catch (InvalidMimeTypeException e) {
            throw new InvalidMediaTypeException(e.getMimeType(), String.valueOf(e.getMessage()));
        }
    }

    /** The more specific of two ranges that match a type counts: a wildcard means no type that another range refuses or wants less. */
    private static List<MediaType> precise(List<MediaType> wanted, List<MediaType> refused) {
        List<MediaType> precise = new ArrayList<>();
        for (MediaType range : wanted) {
            List<MediaType> exceptions = range.isConcrete() ? List.of() : exceptions(range, wanted, refused);
            if (exceptions.isEmpty()) {
                precise.add(range);
            } else {
                KNOWN.stream()
                        .filter(range::includes)
                        .filter(type -> exceptions.stream().noneMatch(not -> not.includes(type)))
                        .map(type -> type.copyQualityValue(range))
                        .forEach(precise::add);
            }
        }
        return precise;
    }

    private static List<MediaType> exceptions(MediaType range, List<MediaType> wanted, List<MediaType> refused) {
        Stream<MediaType> less = wanted.stream().filter(other -> other.getQualityValue() < range.getQualityValue());
        return Stream.concat(refused.stream(), less)
                .filter(range::includes)
                .filter(other -> KNOWN.stream().anyMatch(other::includes))
                .toList();
    }
}
