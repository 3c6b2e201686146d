package dev.http2bin.bin.body;

import dev.http2bin.http2.ledger.Priority;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /duplex}: gives every chunk back at once, before the request ends. */
@RestController
final class DuplexController {

    @PutMapping("/duplex")
    void echo(Upload upload, HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(Priority.FIELD, Priority.INCREMENTAL);
        upload.giveBack();
    }
}
