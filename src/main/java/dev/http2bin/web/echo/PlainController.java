package dev.http2bin.web.echo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.http2bin.exchange.Exchange;
import dev.http2bin.web.body.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The short answers about a request: {@code /hello}, {@code /version} and {@code /stream-id}. */
@RestController
final class PlainController {

    /**
     * The protocol and the target.
     *
     * @param httpVersion {@code 2.0} or {@code 1.1}
     * @param url the request target as it came
     */
    @JsonPropertyOrder({"httpVersion", "url"})
    record Version(String httpVersion, String url) {

        static String number(Exchange exchange) {
            String number = exchange.protocol().substring("HTTP/".length());
            return number.contains(".") ? number : number + ".0";
        }
    }

    @GetMapping(
            path = {"/hello", "/hello/**"},
            produces = Text.TYPE)
    void hello(Exchange exchange, HttpServletResponse response) throws IOException {
        Text.send("You requested " + exchange.target() + " over " + exchange.protocol() + "\n", response);
    }

    @GetMapping("/version")
    Version version(Exchange exchange) {
        return new Version(Version.number(exchange), exchange.target());
    }

    @GetMapping(path = "/stream-id", produces = Text.TYPE)
    void streamId(Exchange exchange, HttpServletResponse response) throws IOException {
        String where = exchange.streamId().isPresent()
                ? "stream " + exchange.streamId().getAsInt()
                : "no stream: " + exchange.protocol() + " has none";
        Text.send("served on " + where + "\n", response);
    }
}
