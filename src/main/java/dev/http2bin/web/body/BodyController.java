package dev.http2bin.web.body;

import dev.http2bin.exchange.Exchange;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code POST /body}: counts and digests a body of any length in constant memory. */
@RestController
final class BodyController {

    /**
     * What came.
     *
     * @param received bytes
     * @param crc32 eight hex digits
     * @param sha256 hex digits
     * @param dataFrames the DATA frames that carried it; 0 over HTTP/1.1
     * @param seconds from the request's arrival here to its last byte
     */
    record Receipt(long received, String crc32, String sha256, long dataFrames, BigDecimal seconds) {}

    @PostMapping("/body")
    DeferredResult<ResponseEntity<Receipt>> receive(Upload upload, Exchange exchange) {
        long start = System.nanoTime();
        CRC32 crc32 = new CRC32();
        MessageDigest sha256 = Digests.sha256();
        return upload.read(
                (buffer, count) -> {
                    crc32.update(buffer, 0, count);
                    sha256.update(buffer, 0, count);
                },
                received -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Receipt(
                                received,
                                HexFormat.of().toHexDigits((int) crc32.getValue()),
                                HexFormat.of().formatHex(sha256.digest()),
                                exchange.requestDataFrames(),
                                Seconds.since(start))));
    }
}
