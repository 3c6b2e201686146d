package dev.http2bin.web.body;

import dev.http2bin.content.Problem;
import dev.http2bin.web.answer.WholeAnswers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /duplex}: gives every chunk back at once, before the request ends. */
@RestController
final class DuplexController {

    private static final int BUFFER = 16 * 1024;

    @PutMapping("/duplex")
    void echo(Upload upload, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        WholeAnswers.begin(response);
        OutputStream out = response.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        try {
            int count;
            while ((count = upload.read(buffer)) >= 0) {
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (Problem tooLarge) {
            // Too late for a 413: the answer has begun.
            throw new IOException(tooLarge);
        }
    }
}
