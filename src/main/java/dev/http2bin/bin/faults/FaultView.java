package dev.http2bin.bin.faults;

import java.util.List;

/**
 * A {@link Fault} as {@code /faults} shows it.
 *
 * @param query parameters that show it
 * @param frames what the client sees, in this order
 * @param others what becomes of the other streams
 */
record FaultView(
        String name, String method, String path, String query, String summary, List<String> frames, String others) {

    static FaultView of(Fault fault) {
        return new FaultView(
                fault.title(),
                fault.method(),
                fault.path(),
                fault.query(),
                fault.summary(),
                fault.frames(),
                fault.others());
    }
}
