package dev.http2bin.web.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing a client should do, and whether it was seen to.
 *
 * @param words what was seen, and what to do where that is not well
 * @param ask what to request for it to be seen; null where it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Check(
        String name, Result result, String words, @Nullable String ask) {

    /** What a check came to. */
    enum Result {
        OK,
        BAD,
        /** Allowed, but it costs something. */
        NOTE,
        /** Nothing happened yet that would show it. */
        UNSEEN
    }

    static Check seen(String name, boolean well, String good, String bad) {
        return new Check(name, well ? Result.OK : Result.BAD, well ? good : bad, null);
    }

    static Check advice(String name, boolean well, String good, String note) {
        return new Check(name, well ? Result.OK : Result.NOTE, well ? good : note, null);
    }

    static Check unseen(String name, String words, String ask) {
        return new Check(name, Result.UNSEEN, words, ask);
    }

    /** As a line of text: {@code ok      settings: …}. */
    String line() {
        String how = ask == null ? "" : " Ask " + ask + ".";
        return "%-7s %s: %s%s".formatted(result.name().toLowerCase(Locale.ROOT), name, words, how);
    }
}
