package dev.http2bin.http2.problem;

/** An answer whose JSON stays on one line; that of all others is indented. */
public interface OneLine {}
