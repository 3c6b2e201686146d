package dev.http2bin.web.httpbin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.content.Json;
import dev.http2bin.content.Version;
import dev.http2bin.exchange.Exchange;
import io.swagger.v3.oas.annotations.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /gzip} and {@code /deflate}: an answer in that coding, whatever {@code Accept-Encoding} says (RFC 9110 §8.4.1). */
@RestController
final class CodingsController {
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

    private ResponseEntity<byte[]> coded(String coding, Exchange exchange, Coder coder) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = coder.over(coded)) {
            out.write(json.bytes(new Coded(coding, Version.number(exchange), exchange.target())));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_ENCODING, coding)
                .body(coded.toByteArray());
    }
}
