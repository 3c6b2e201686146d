package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.HeaderField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.BooleanItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a response is, and whether its first bytes are of use before the last (RFC 9218 §4).
 *
 * @param urgency from {@link #MOST_URGENT}, 0, to {@link #LEAST_URGENT}, 7
 * @param incremental whether it shares the connection with others that are as urgent
 */
public record Priority(int urgency, boolean incremental) {
    /** The field's name. */
    public static final String FIELD = "priority";

    /** What a response says whose parts are of use as they come. */
    public static final String INCREMENTAL = "i";

    /** The priority of a response of which nothing is said. */
    public static final Priority DEFAULT = new Priority(3, false);

    /** The urgency of what is to be sent before all else. */
    public static final int MOST_URGENT = 0;

    /** The urgency of what may be sent behind all else. */
    public static final int LEAST_URGENT = 7;

    /** What clients send in most cases, read once. */
    private static final Map<String, Priority> USUAL = new HashMap<>();

    static {
        for (int urgency = MOST_URGENT; urgency <= LEAST_URGENT; urgency++) {
            USUAL.put("u=" + urgency, new Priority(urgency, false));
            USUAL.put("u=" + urgency + ", i", new Priority(urgency, true));
            USUAL.put("u=" + urgency + ",i", new Priority(urgency, true));
        }
        USUAL.put(INCREMENTAL, new Priority(DEFAULT.urgency, true));
    }

    /** The value of the {@code priority} field, several joined to one list (RFC 9110 §5.3); null if there is none. */
    public static @Nullable String field(List<HeaderField> fields) {
        String value = null;
        for (HeaderField field : fields) {
            if (field.name().equals(FIELD)) {
                value = value == null || value.isEmpty() ? field.value() : value + ", " + field.value();
            }
        }
        return value;
    }

    /** Reads a {@code priority} field. One that is no dictionary (RFC 9651 §3.2) says nothing, and neither does a parameter of another type. */
    public static Priority parse(String field) {
        return DEFAULT.with(field);
    }

    /** This priority, but for what a field says (RFC 9218 §8). */
    public Priority with(String field) {
        Priority usual = equals(DEFAULT) ? USUAL.get(field) : null;
        if (usual != null) {
            return usual;
        }
        Dictionary dictionary;
        try {
            dictionary = Parser.parseDictionary(field);
        } catch (IllegalArgumentException e) {
            return this;
        }
        int u = urgency;
        boolean i = incremental;
        ListElement<?> said = dictionary.get().get("u");
        if (said instanceof IntegerItem number
                && number.getAsLong() >= MOST_URGENT
                && number.getAsLong() <= LEAST_URGENT) {
            u = (int) number.getAsLong();
        }
        if (dictionary.get().get("i") instanceof BooleanItem flag) {
            i = flag.get();
        }
        return new Priority(u, i);
    }

    /**
     * Whether the response of a stream is to be sent before that of another: it is more urgent; or it is as urgent, neither is
     * incremental, and it was requested first (RFC 9218 §10).
     */
    public boolean precedes(int streamId, Priority other, int otherStreamId) {
        boolean oneAfterTheOther = !incremental && !other.incremental && streamId < otherStreamId;
        return urgency < other.urgency || (urgency == other.urgency && oneAfterTheOther);
    }

    /** As a field says it: {@code u=3}, {@code u=0, i}. */
    @Override
    public String toString() {
        return "u=" + urgency + (incremental ? ", i" : "");
    }
}
