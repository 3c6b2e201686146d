package dev.http2bin.http2.http1;

import java.time.Duration;

/**
 * What one request of HTTP/1.1 may ask of the server.
 *
 * @param maxSize the most bytes of a request line, and the most bytes of all its field lines
 * @param maxFields the most field lines
 * @param headTimeout from the first byte of a head that does not come at once until its end
 * @param contentGrace how long content may be slower than {@code contentRate}
 * @param contentRate bytes a second that content has on average, after {@code contentGrace}
 * @param writeTimeout how long a client may keep a response waiting below {@code writeRate}, in all
 * @param writeRate bytes a second that a client has to take of a response that waits for the socket, at least 1
 */
public record FrontLimits(
        int maxSize,
        int maxFields,
        Duration headTimeout,
        Duration contentGrace,
        long contentRate,
        Duration writeTimeout,
        long writeRate) {}
