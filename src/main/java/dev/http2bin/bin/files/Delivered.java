package dev.http2bin.bin.files;

import dev.http2bin.bin.content.Delivery;
import dev.http2bin.bin.content.Representation;
import dev.http2bin.http2.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** Writes a {@link Delivery} as the answer to a servlet request. */
final class Delivered {

    private Delivered() {}

    static void send(
            Representation representation,
            HttpHeaders conditions,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        Delivery delivery = Delivery.of(representation, request.getMethod(), conditions);
        response.setStatus(delivery.status().value());
        delivery.fields().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (delivery.hasContent()) {
            type(delivery.contentType(), response);
            response.setContentLengthLong(delivery.length());
        }
        exchange.finish(delivery.open());
    }

    private static void type(String contentType, HttpServletResponse response) {
        String[] type = contentType.split("; charset=", 2);
        if (type.length == 2) {
            response.setCharacterEncoding(type[1]);
        }
        response.setContentType(type[0]);
    }
}
