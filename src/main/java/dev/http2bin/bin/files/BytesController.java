package dev.http2bin.bin.files;

import dev.http2bin.bin.content.BytesProperties;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.content.ReproducibleBytes;
import dev.http2bin.http2.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /bytes/{n}}: n bytes, the same ones every time. */
@RestController
final class BytesController {

    private final BytesProperties properties;

    BytesController(BytesProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/bytes/{n}")
    void bytes(
            @PathVariable String n,
            @RequestHeader HttpHeaders conditions,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        long length = new Parameter("n", n).whole(0, properties.maxSize().toBytes());
        Delivered.send(new ReproducibleBytes(length), conditions, request, response, exchange);
    }
}
