package dev.http2bin.http2.ledger;

import java.util.Locale;

/** Which way a frame goes, as the server sees it. */
public enum Direction {
    IN(">"),
    OUT("<");

    private final String arrow;

    Direction(String arrow) {
        this.arrow = arrow;
    }

    /** As meters and views name it: {@code in}, {@code out}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a trace marks it, as curl does: {@code >} what the client sends, {@code <} what the server sends. */
    public String arrow() {
        return arrow;
    }
}
