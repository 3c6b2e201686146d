package dev.http2bin.bin.operate;

import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.Ledger;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** {@code /actuator/http2}: every HTTP/2 connection, without the values of header fields. */
@Component
@Endpoint(id = "http2")
final class Http2Endpoint {
    private static final int SECONDS_TO_ANSWER = 5;

    private final Ledger ledger;

    Http2Endpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those open now, the oldest first. */
    record Connections(List<ConnectionView> connections) {}

    @ReadOperation
    Connections connections() {
        List<CompletableFuture<ConnectionView>> asked =
                ledger.connections().stream().map(Http2Endpoint::view).toList();
        return new Connections(asked.stream()
                .map(CompletableFuture::join)
                .sorted(Comparator.comparing(ConnectionView::opened))
                .toList());
    }

    /** One of them; where it is not open, a problem of status 404. */
    @ReadOperation
    WebEndpointResponse<Object> connection(@Selector String connectionId) {
        return ledger.connection(connectionId)
                .map(connection ->
                        new WebEndpointResponse<Object>(view(connection).join()))
                .orElseGet(Http2Endpoint::notOpen);
    }

    private static WebEndpointResponse<Object> notOpen() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "No such connection is open. /actuator/http2 lists those that are.");
        return new WebEndpointResponse<>(problem, problem.getStatus(), MediaType.APPLICATION_PROBLEM_JSON);
    }

    private static CompletableFuture<ConnectionView> view(Connection connection) {
        return connection.ask(now -> now.view().withoutFields()).orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    }
}
