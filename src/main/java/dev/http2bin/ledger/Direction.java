package dev.http2bin.ledger;

/** Which way a frame goes, as the server sees it. */
public enum Direction {
    IN("<<"),
    OUT(">>");

    private final String arrow;

    Direction(String arrow) {
        this.arrow = arrow;
    }

    /** How a trace marks it. */
    public String arrow() {
        return arrow;
    }
}
