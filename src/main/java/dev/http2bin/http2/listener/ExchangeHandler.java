package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.Refusal;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;

/** The first handler of every request: it puts the {@link Exchange} on it that endpoints ask for the wire's truth. */
final class ExchangeHandler implements HttpHandler {
    private final Ledger ledger;
    private final RefusalHandler refusals;
    private final Problems problems;
    private final HttpHandler next;

    ExchangeHandler(Ledger ledger, RefusalHandler refusals, Problems problems, HttpHandler next) {
        this.problems = problems;
        this.ledger = ledger;
        this.refusals = refusals;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Http2Opener.Opened opened = exchange.getConnection().getAttachment(Http2Opener.OPENED);
        if (opened == null) {
            Exchanges.attach(exchange, new Http1Exchange(exchange, ledger, problems));
        } else {
            Connection connection = opened.connection();
            Stream stream =
                    connection.stream(Integer.parseInt(exchange.getConnection().getProtocolRequestId()));
            if (stream == null) {
                return; // the client reset it before its turn came
            }
            exchange.setDispatchExecutor(opened.workers());
            Exchanges.attach(exchange, new Http2Exchange(exchange, opened, stream, ledger.listener(), problems));
            if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
                exchange.addResponseWrapper(
                        (next, response) -> CreditSink.before(next.create(), response, connection, stream));
            }
            if (Invitation.isExpected(stream)) {
                exchange.addRequestWrapper(
                        (next, request) -> new Invitation(next.create(), request, connection, stream));
            }
            Refusal refusal = stream.refusal();
            if (refusal != null) {
                refusals.answer(exchange, refusal);
                return;
            }
        }
        next.handleRequest(exchange);
    }
}
