package dev.http2bin.bin.faults;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.frame.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An error code as a caller writes it: a name of RFC 9113 §7, or any number of 32 bits. */
final class Code {
    private static final String NAMES =
            Arrays.stream(ErrorCode.values()).map(Enum::name).collect(Collectors.joining(", "));

    private Code() {}

    static long parse(String error) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(error.toUpperCase(Locale.ROOT))) {
                return code.code();
            }
        }
        try {
            long number = Long.decode(error);
            if (number >= 0 && number <= 0xffffffffL) {
                return number;
            }
        } catch (NumberFormatException e) {
            // neither a name nor a number
        }
        throw new Parameter("error", error).wrong("a number of 32 bits or one of " + NAMES);
    }
}
