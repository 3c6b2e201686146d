package dev.http2bin.bin.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.http2bin.http2.ledger.HpackView;

/** A connection's HPACK, with its dynamic tables. */
record HpackOf(String id, @JsonUnwrapped HpackView hpack) {}
