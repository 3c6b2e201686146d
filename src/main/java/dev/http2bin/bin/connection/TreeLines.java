package dev.http2bin.bin.connection;

/** An answer whose plain form has a line for each value of its JSON: the names on the way to it, then the value. */
interface TreeLines {}
