package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.undertow.UndertowLogger;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

/** What Undertow logs where it did not expect a failure. */
@RunningService
class DepartedClientsTest {

    @Test
    void aBrokenConnectionIsNotLogged() {
        try (CapturedLog log = new CapturedLog()) {
            UndertowLogger.REQUEST_IO_LOGGER.handleUnexpectedFailure(new IOException("Broken pipe"));
            UndertowLogger.REQUEST_IO_LOGGER.handleUnexpectedFailure(
                    new IllegalStateException(new ClosedChannelException()));

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void whatElseGoesWrongIs() {
        try (CapturedLog log = new CapturedLog()) {
            UndertowLogger.REQUEST_IO_LOGGER.handleUnexpectedFailure(new IllegalStateException("a fault of ours"));

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR io.undertow.request.io")
                    .endsWith("IllegalStateException");
        }
    }

    @Test
    void clientsThatLeaveInTheMiddleOfAllKindsOfWorkLeaveNoLine(ScriptedPeer peer) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            peer.greet()
                    .get(1, "/bytes/100000000")
                    .get(3, "/stream/bytes/100000000")
                    .get(5, "/clock?ticks=10&interval=50ms")
                    .get(7, "/delay/200ms")
                    .post(9, "/body")
                    .put(11, "/duplex")
                    .post(13, "/stream/body")
                    .data(9, "some", 0)
                    .data(11, "some", 0)
                    .settle()
                    .close();
            Thread.sleep(500);

            assertThat(log.lines()).isEmpty();
        }
    }
}
