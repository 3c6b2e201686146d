package dev.http2bin.bin.operate;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** A response of the actuator: an error that it would leave without content waits for some, and no field is empty. */
final class ActuatorResponse extends HttpServletResponseWrapper {

    ActuatorResponse(HttpServletResponse response) {
        super(response);
    }

    /** Whether it is an error that says nothing. */
    boolean isBareError() {
        return getStatus() >= 400 && getContentType() == null && !isCommitted();
    }

    /** Spring flushes whatever it answers. */
    @Override
    public void flushBuffer() throws IOException {
        if (!isBareError()) {
            super.flushBuffer();
        }
    }

    /** Spring's own answer to OPTIONS has an empty {@code Accept-Patch}. */
    @Override
    public void addHeader(String name, String value) {
        if (!value.isEmpty()) {
            super.addHeader(name, value);
        }
    }
}
