package dev.http2bin.operate;

import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.ConnectionView;
import dev.http2bin.ledger.Ledger;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
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

    /** Null, which becomes 404, where no such connection is open. */
    @ReadOperation
    @Nullable ConnectionView connection(@Selector String connectionId) {
        return ledger.connection(connectionId)
                .map(connection -> view(connection).join())
                .orElse(null);
    }

    private static CompletableFuture<ConnectionView> view(Connection connection) {
        return connection.ask(now -> now.view().withoutFields()).orTimeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
    }
}
