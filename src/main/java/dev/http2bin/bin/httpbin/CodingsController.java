package dev.http2bin.bin.httpbin;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.Version;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.Problem;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.swagger.v3.oas.annotations.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /gzip}, {@code /deflate}, {@code /br} and {@code /zstd}: an answer in that coding, whatever {@code Accept-Encoding}
 * says (RFC 9110 §8.4.1).
 */
@RestController
final class CodingsController {
    private static final Logger log = LoggerFactory.getLogger(CodingsController.class);

    private final Json json;

    CodingsController(ObjectMapper mapper) {
        this.json = new Json(mapper);
    }

    /**
     * What is coded.
     *
     * @param coding its name
     */
    record Coded(String coding, String httpVersion, String url) {}

    /** Makes of a stream one that compresses. */
    private interface Coder {
        OutputStream over(OutputStream out) throws IOException;
    }

    @Operation(summary = "An answer compressed by gzip.")
    @GetMapping("/gzip")
    ResponseEntity<byte[]> gzip(Exchange exchange) throws IOException {
        return coded("gzip", exchange, GZIPOutputStream::new);
    }

    /** The coding named deflate is the zlib format. */
    @Operation(summary = "An answer compressed by deflate, in the zlib format.")
    @GetMapping("/deflate")
    ResponseEntity<byte[]> deflate(Exchange exchange) throws IOException {
        return coded("deflate", exchange, DeflaterOutputStream::new);
    }

    /** Brotli (RFC 7932), by a native library. */
    @Operation(summary = "An answer compressed by Brotli; 501 where its native library does not load.")
    @GetMapping("/br")
    ResponseEntity<byte[]> brotli(Exchange exchange) throws IOException {
        return coded("br", exchange, out -> {
            Brotli4jLoader.ensureAvailability();
            return new BrotliOutputStream(out);
        });
    }

    /** Zstandard (RFC 8878), in a window far below the 8 MB that each client takes (RFC 9659 §3). */
    @Operation(summary = "An answer compressed by Zstandard; 501 on a JVM that its library does not support.")
    @GetMapping("/zstd")
    ResponseEntity<byte[]> zstd(Exchange exchange) throws IOException {
        return coded("zstd", exchange, ZstdOutputStream::new);
    }

    /** @throws Problem 501 if the coding's library does not load here */
    private ResponseEntity<byte[]> coded(String coding, Exchange exchange, Coder coder) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = coder.over(coded)) {
            out.write(json.bytes(new Coded(coding, Version.number(exchange), exchange.target())));
        } catch (LinkageError e) {
            log.warn("The library of the coding {} does not load: {}", coding, e.toString());
            throw Problem.of(
                    HttpStatus.NOT_IMPLEMENTED,
                    "The library of the coding %s does not load on this server (%s). Use /gzip."
                            .formatted(coding, NestedExceptionUtils.getMostSpecificCause(e)));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_ENCODING, coding)
                .body(coded.toByteArray());
    }
}
