package dev.http2bin.bin.judgment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing about a client, and whether it is well.
 *
 * @param words what was seen, and what to do if that is not well
 * @param ask what to request for it to be seen; null if it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judgment(
        String name, Result result, String words, @Nullable String ask) {

    /** What a judgment comes to. */
    public enum Result {
        OK,
        /** Forbidden. */
        BAD,
        /** Allowed, but it costs something. */
        NOTE,
        /** One connection does not show it. */
        UNKNOWN,
        /** Nothing happened yet that would show it. */
        UNSEEN
    }

    static Judgment ok(String name, String words) {
        return new Judgment(name, Result.OK, words, null);
    }

    static Judgment bad(String name, String words) {
        return new Judgment(name, Result.BAD, words, null);
    }

    static Judgment note(String name, String words) {
        return new Judgment(name, Result.NOTE, words, null);
    }

    static Judgment unknown(String name, String words) {
        return new Judgment(name, Result.UNKNOWN, words, null);
    }

    static Judgment unseen(String name, String words, String ask) {
        return new Judgment(name, Result.UNSEEN, words, ask);
    }

    /** A number of things: {@code 1 stream}, {@code 2 streams}. */
    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Whether there is nothing to say against the client, and nothing left to see. */
    public boolean fine() {
        return result == Result.OK;
    }

    /** As a line of text: {@code ok      settings: …}. */
    public String line() {
        return line(result, name + ": " + words + (ask == null ? "" : " Ask " + ask + "."));
    }

    /** A line of text that begins with a result. */
    public static String line(Result result, String text) {
        return String.format(Locale.ROOT, "%-7s %s", result.name().toLowerCase(Locale.ROOT), text);
    }
}
