package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.HeaderField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests that the client was given reason to send: each by its method and path, and how often. */
final class ExpectedRequests {
    /** A client can make the server remember no more. */
    private static final int MOST = 32;

    private final Map<String, Integer> expected = new LinkedHashMap<>();

    /** The method and the path of a request. */
    static String name(List<HeaderField> fields) {
        String method = "";
        String path = "";
        for (HeaderField field : fields) {
            switch (field.name()) {
                case ":method" -> method = field.value();
                case ":path" -> path = field.value();
                default -> {}
            }
        }
        return method + " " + path;
    }

    boolean isEmpty() {
        return expected.isEmpty();
    }

    int size() {
        return expected.size();
    }

    void addOnce(String request) {
        expected.put(request, 1);
        forgetOldest();
    }

    void add(String request) {
        expected.merge(request, 1, Integer::sum);
        forgetOldest();
    }

    private void forgetOldest() {
        if (expected.size() > MOST) {
            expected.remove(expected.keySet().iterator().next());
        }
    }

    /** A request came; returns whether it was expected. */
    boolean came(String request) {
        Integer times = expected.remove(request);
        if (times != null && times > 1) {
            expected.put(request, times - 1);
        }
        return times != null;
    }
}
