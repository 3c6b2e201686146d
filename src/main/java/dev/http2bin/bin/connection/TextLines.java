package dev.http2bin.bin.connection;

import java.util.stream.Stream;

/** An answer that has a plain form besides its JSON: one line for each thing it tells. */
public interface TextLines {
    /** The media type of the plain form. */
    String TYPE = "text/plain;charset=utf-8";

    Stream<String> lines();
}
