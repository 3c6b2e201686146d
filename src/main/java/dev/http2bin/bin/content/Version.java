package dev.http2bin.bin.content;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.OneLine;

/**
 * The protocol and the target of a request.
 *
 * @param httpVersion {@code 2.0} or {@code 1.1}
 * @param url the request target as it came
 */
@JsonPropertyOrder({"httpVersion", "url"})
public record Version(String httpVersion, String url) implements OneLine {

    public static Version of(Exchange exchange) {
        return new Version(number(exchange), exchange.target());
    }

    /** {@code 2.0} or {@code 1.1}. */
    public static String number(Exchange exchange) {
        String number = exchange.protocol().substring("HTTP/".length());
        return number.contains(".") ? number : number + ".0";
    }
}
