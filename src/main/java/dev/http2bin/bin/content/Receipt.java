package dev.http2bin.bin.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.http2bin.http2.problem.OneLine;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What came as a body.
 *
 * @param received bytes
 * @param crc32 eight hex digits; left out where no digests were wanted
 * @param sha256 hex digits; left out where no digests were wanted
 * @param dataFrames the DATA frames that carried it; 0 over HTTP/1.1
 * @param seconds from the request's arrival at its endpoint to its last byte
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        long received, @Nullable String crc32, @Nullable String sha256, long dataFrames, BigDecimal seconds)
        implements OneLine {}
