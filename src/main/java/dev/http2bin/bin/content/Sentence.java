package dev.http2bin.bin.content;

import dev.http2bin.http2.exchange.Exchange;

/** A request told in one line of plain text. */
public final class Sentence {

    private Sentence() {}

    /** What was asked for. */
    public static String hello(Exchange exchange) {
        return "You requested " + exchange.target() + " over " + exchange.protocol() + "\n";
    }

    /** Which stream carries it. */
    public static String streamId(Exchange exchange) {
        String where = exchange.streamId().isPresent()
                ? "stream " + exchange.streamId().getAsInt()
                : "no stream: " + exchange.protocol() + " has none";
        return "served on " + where + "\n";
    }
}
