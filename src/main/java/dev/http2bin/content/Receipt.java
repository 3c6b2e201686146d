package dev.http2bin.content;

import java.math.BigDecimal;

/**
 * What came as a body.
 *
 * @param received bytes
 * @param crc32 eight hex digits
 * @param sha256 hex digits
 * @param dataFrames the DATA frames that carried it; 0 over HTTP/1.1
 * @param seconds from the request's arrival at its endpoint to its last byte
 */
public record Receipt(long received, String crc32, String sha256, long dataFrames, BigDecimal seconds) {}
