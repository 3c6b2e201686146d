package dev.http2bin.bin.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.http2bin.http2.exchange.Hop;
import dev.http2bin.http2.ledger.ConnectionView;
import java.util.List;

/** The connection that the service has, behind the request's way to it. */
record OwnConnection(
        String protocol, List<Hop> hops, @JsonUnwrapped ConnectionView view) implements TreeLines {}
