package dev.http2bin.bin.body;

import dev.http2bin.bin.content.Digests;
import dev.http2bin.bin.content.FieldParameters;
import dev.http2bin.bin.content.Seconds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /trailers}: a body, then trailers about it, and those that the query names (RFC 9110 §6.5). */
@RestController
final class TrailersController {

    private static final byte[] BODY =
            "The trailers carry this body's SHA-256 and the time it took.\n".getBytes(StandardCharsets.UTF_8);

    @GetMapping(path = "/trailers", produces = Text.TYPE)
    void trailers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long start = System.nanoTime();
        Map<String, String> asked = FieldParameters.trailers(request.getQueryString());
        if (request.getProtocol().equals("HTTP/1.0")) {
            Text.send("HTTP/1.0 has no trailers. Ask over HTTP/1.1 or HTTP/2.\n", response);
            return;
        }
        Text.type(response);
        if (request.getProtocol().equals("HTTP/1.1")) {
            // Only a chunked body has room for trailers (RFC 9112 §7.1.2).
            response.setHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
        }
        Map<String, String> trailers = new LinkedCaseInsensitiveMap<>();
        trailers.put("x-checksum", HexFormat.of().formatHex(Digests.sha256().digest(BODY)));
        trailers.put("x-duration", "");
        trailers.putAll(asked);
        response.setHeader(HttpHeaders.TRAILER, String.join(", ", trailers.keySet()));
        response.setTrailerFields(() -> {
            if (!asked.containsKey("x-duration")) {
                trailers.put("x-duration", Seconds.since(start).toPlainString());
            }
            return trailers;
        });
        response.getOutputStream().write(BODY);
    }
}
