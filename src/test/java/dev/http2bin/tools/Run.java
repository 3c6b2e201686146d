package dev.http2bin.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one run of a program did.
 *
 * @param command the program and its arguments
 * @param exit the exit status; 128 and the signal's number where a signal ended it
 * @param out the bytes of its standard output
 * @param err the bytes of its standard error
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes as they came; nobody compares runs
public record Run(List<String> command, int exit, byte[] out, byte[] err) {

    /** The standard output as UTF-8. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** The standard error as UTF-8. */
    public String errors() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** This run, if it ended with status 0; else an {@link AssertionError} that shows all of it. */
    public Run succeeded() {
        if (exit != 0) {
            throw new AssertionError("failed: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nexit status " + exit + "\n--- out\n" + text() + "\n--- err\n" + errors();
    }
}
