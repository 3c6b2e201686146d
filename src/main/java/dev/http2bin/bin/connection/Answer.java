package dev.http2bin.bin.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A view with the protocol before it. */
record Answer<T>(String protocol, @JsonUnwrapped T view) implements TreeLines {}
