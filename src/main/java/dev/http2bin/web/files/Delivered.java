package dev.http2bin.web.files;

import dev.http2bin.content.Delivery;
import dev.http2bin.content.Representation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.springframework.http.HttpHeaders;

/** Writes a {@link Delivery} as the answer to a servlet request. */
final class Delivered {

    private static final int BUFFER = 64 * 1024;

    private Delivered() {}

    static void send(
            Representation representation,
            HttpHeaders conditions,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Delivery delivery = Delivery.of(representation, request.getMethod(), conditions);
        response.setStatus(delivery.status().value());
        delivery.fields().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (delivery.hasContent()) {
            type(delivery.contentType(), response);
            response.setContentLengthLong(delivery.length());
            write(delivery, response.getOutputStream());
        }
    }

    private static void type(String contentType, HttpServletResponse response) {
        String[] type = contentType.split("; charset=", 2);
        if (type.length == 2) {
            response.setCharacterEncoding(type[1]);
        }
        response.setContentType(type[0]);
    }

    private static void write(Delivery delivery, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, delivery.length()));
        try (ReadableByteChannel body = delivery.open()) {
            while (body.read(buffer.clear()) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
            }
        }
    }
}
