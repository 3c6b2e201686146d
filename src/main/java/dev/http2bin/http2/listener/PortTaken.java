package dev.http2bin.http2.listener;

import org.springframework.boot.web.server.PortInUseException;

/** A port that another process listens on, or another port of this one. */
final class PortTaken extends PortInUseException {
    private static final long serialVersionUID = 1;

    private final String property;

    /** @param property sets another port */
    PortTaken(int port, String property, Throwable cause) {
        super(port, cause);
        this.property = property;
    }

    @Override
    public String getMessage() {
        return "Port %d, which %s asks for, is already in use".formatted(getPort(), property);
    }

    /** What a user can do about it. */
    String action() {
        return "End what listens on port %d, or set %s to another port.".formatted(getPort(), property);
    }
}
