package dev.http2bin.bin.echo;

import dev.http2bin.bin.body.Text;
import dev.http2bin.bin.content.Sentence;
import dev.http2bin.bin.content.Version;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.NonBlocking;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The short answers about a request: {@code /hello}, {@code /version} and {@code /stream-id}. */
@RestController
final class PlainController {

    @NonBlocking
    @GetMapping(
            path = {"/hello", "/hello/**"},
            produces = Text.TYPE)
    void hello(Exchange exchange, HttpServletResponse response) throws IOException {
        Text.send(Sentence.hello(exchange), response);
    }

    @NonBlocking
    @GetMapping("/version")
    Version version(Exchange exchange) {
        return Version.of(exchange);
    }

    @NonBlocking
    @GetMapping(path = "/stream-id", produces = Text.TYPE)
    void streamId(Exchange exchange, HttpServletResponse response) throws IOException {
        Text.send(Sentence.streamId(exchange), response);
    }
}
