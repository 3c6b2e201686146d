package dev.http2bin.bin.answer;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A response whose content is held back until it is whole, is more than fits, or is to begin at once. */
final class HeldResponse extends HttpServletResponseWrapper {
    private @Nullable HeldOutput output;
    private boolean ended;

    HeldResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public HeldOutput getOutputStream() {
        HeldOutput held = output;
        if (held == null) {
            held = new HeldOutput(getResponse());
            output = held;
        }
        return held;
    }

    /** All that the answer consists of, to be sent by the caller; null where the container sends some of it. */
    byte @Nullable [] takeWhole() {
        return output != null && output.isHolding() && !ended && !getResponse().isCommitted() ? output.take() : null;
    }

    /** Lets go of what is held; from now on nothing is. */
    void release() throws IOException {
        if (output != null) {
            output.release();
        }
    }

    /** Has the answer begin now. */
    void begin() throws IOException {
        getOutputStream().release();
        super.flushBuffer();
    }

    /** Spring flushes behind each {@code ResponseEntity}, when the answer is whole anyway: what is held waits for that. */
    @Override
    public void flushBuffer() throws IOException {
        if (output != null && !output.isHolding()) {
            super.flushBuffer();
        }
    }

    /** A response has one type (RFC 9110 §8.3): Undertow would add that of a multipart to the one before. */
    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
            setHeader(name, value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (output != null) {
            output.reset();
        }
    }

    @Override
    public void reset() {
        super.reset();
        if (output != null) {
            output.reset();
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        ended = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        ended = true;
        super.sendError(status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        ended = true;
        super.sendRedirect(location);
    }
}
