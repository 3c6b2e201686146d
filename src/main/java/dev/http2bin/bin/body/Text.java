package dev.http2bin.bin.body;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A short plain text as an answer. */
public final class Text {

    /** What {@code content-type} says of it. */
    public static final String TYPE = "text/plain; charset=utf-8";

    private Text() {}

    /** Says that the answer is such a text. */
    public static void type(HttpServletResponse response) {
        // In this order Undertow writes it as TYPE has it; from TYPE at once it would leave out the space.
        response.setCharacterEncoding("utf-8");
        response.setContentType("text/plain");
    }

    /** Answers with {@code text}, in UTF-8. */
    public static void send(String text, HttpServletResponse response) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        type(response);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
