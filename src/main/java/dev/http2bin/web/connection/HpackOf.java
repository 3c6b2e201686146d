package dev.http2bin.web.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.http2bin.ledger.HpackView;

/** A connection's HPACK, with its dynamic tables. */
record HpackOf(String id, @JsonUnwrapped HpackView hpack) {}
