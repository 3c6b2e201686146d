package dev.http2bin.http2.listener;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps out of the log what Undertow says, now and then as an error, of connections that broke. What else it did not
 * expect it says as before.
 */
final class DepartedClients extends TurboFilter {
    private static final String UNDERTOW = "io.undertow.request.io";

    /** Where Logback logs: from now on, unless it was so already. */
    static void hide() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(DepartedClients.class::isInstance)) {
            context.addTurboFilter(new DepartedClients());
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        return failure != null && logger.getName().equals(UNDERTOW) && isOfTheTransport(failure)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    private static boolean isOfTheTransport(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
