package dev.http2bin.content;

/** An answer whose JSON stays on one line; that of all others is indented. */
public interface OneLine {}
