package dev.http2bin.http2.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A field whose value is a list (RFC 9110 §5.6.1). */
public final class ListField {

    private ListField() {}

    /** The elements in lower case; empty ones do not count, and a comma in a quoted string separates none. */
    public static List<String> elements(String value) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' && !quoted) {
                add(value.substring(start, i), elements);
                start = i + 1;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            }
        }
        add(value.substring(start), elements);
        return elements;
    }

    private static void add(String text, List<String> elements) {
        String element = text.strip().toLowerCase(Locale.ROOT);
        if (!element.isEmpty()) {
            elements.add(element);
        }
    }

    /** Whether a list has an element, which is given in lower case. */
    public static boolean has(String value, String element) {
        return value.equalsIgnoreCase(element) || elements(value).contains(element);
    }
}
