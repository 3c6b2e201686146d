package dev.http2bin.ledger;

import java.util.Locale;

/** Which way a frame goes, as the server sees it. */
public enum Direction {
    IN("<<"),
    OUT(">>");

    private final String arrow;

    Direction(String arrow) {
        this.arrow = arrow;
    }

    /** As meters and views name it: {@code in}, {@code out}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a trace marks it. */
    public String arrow() {
        return arrow;
    }
}
