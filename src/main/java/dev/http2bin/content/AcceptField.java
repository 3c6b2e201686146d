package dev.http2bin.content;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** The {@code Accept} field of a request (RFC 9110 §12.5.1), read alike for controllers and stream handlers. */
public final class AcceptField {
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
        List<MediaType> all = new ArrayList<>(MediaType.parseMediaTypes(values));
        if (all.isEmpty()) {
            return ALL;
        }
        List<MediaType> refused =
                all.stream().filter(range -> range.getQualityValue() == 0).toList();
        all.removeAll(refused);
        List<MediaType> wanted = refused.isEmpty() ? all : without(refused, all);
        sort(wanted);
        return wanted;
    }

    private static void sort(List<MediaType> wanted) {
        try {
            MimeTypeUtils.sortBySpecificity(wanted); // which takes fifty at most
        } catch (InvalidMimeTypeException e) {
            throw new InvalidMediaTypeException(e.getMimeType(), String.valueOf(e.getMessage()));
        }
    }

    /** Of a type and a range that both match, the more specific one counts. */
    private static List<MediaType> without(List<MediaType> refused, List<MediaType> ranges) {
        List<MediaType> wanted = new ArrayList<>();
        for (MediaType range : ranges) {
            if (range.isConcrete() || refused.stream().noneMatch(range::includes)) {
                wanted.add(range);
            } else {
                KNOWN.stream()
                        .filter(range::includes)
                        .filter(type -> refused.stream().noneMatch(not -> not.includes(type)))
                        .map(type -> type.copyQualityValue(range))
                        .forEach(wanted::add);
            }
        }
        return wanted;
    }
}
