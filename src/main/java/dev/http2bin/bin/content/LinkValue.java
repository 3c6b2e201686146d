package dev.http2bin.bin.content;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One link of a {@code Link} field (RFC 8288 §3).
 *
 * @param field the value as it stands in the field
 * @param target the URI reference between the angle brackets
 * @param destination what {@code as} says, in lower case, or empty
 */
public record LinkValue(String field, URI target, String destination) {

    /** The longest value that is sent on. */
    static final int MAX_LENGTH = 1024;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*+\"";
    private static final String SPACE = "[ \\t]*+";
    private static final String PARAMETER =
            SPACE + ";" + SPACE + "(" + TOKEN + ")" + SPACE + "(?:=" + SPACE + "(" + TOKEN + "|" + QUOTED + "))?+";
    private static final Pattern LINK =
            Pattern.compile("<([!#-;=?-\\[\\]_a-z~]++)>((?:" + PARAMETER.replace("(" + TOKEN, "(?:" + TOKEN) + ")*+)");
    private static final Pattern NEXT = Pattern.compile(PARAMETER);

    static LinkValue parse(Parameter parameter) {
        String value = parameter.value();
        Matcher link = LINK.matcher(value);
        if (value.length() > MAX_LENGTH || !link.matches()) {
            throw wrong(parameter);
        }
        String parameters = link.group(2);
        if (parameter(parameters, "rel") == null) {
            throw wrong(parameter);
        }
        String as = parameter(parameters, "as");
        try {
            return new LinkValue(value, new URI(link.group(1)), as == null ? "" : as.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            throw wrong(parameter);
        }
    }

    /** Whether the target is a path of this very server. */
    boolean isLocal() {
        return target.getScheme() == null
                && target.getRawAuthority() == null
                && target.getRawPath().startsWith("/");
    }

    private static @Nullable String parameter(String parameters, String name) {
        Matcher next = NEXT.matcher(parameters);
        while (next.find()) {
            if (next.group(1).equalsIgnoreCase(name) && next.group(2) != null) {
                return next.group(2).replaceAll("^\"|\"$", "");
            }
        }
        return null;
    }

    private static RuntimeException wrong(Parameter parameter) {
        return parameter.wrong(
                "one link of at most " + MAX_LENGTH + " characters such as </style.css>; rel=preload; as=style");
    }
}
