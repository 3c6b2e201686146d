package dev.http2bin.bin.httpbin;

import dev.http2bin.bin.content.Parameter;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /redirect/{n}}: so many redirects on the same connection, then {@code /hello}. */
@RestController
final class RedirectController {
    private static final int MOST = 100;

    @Operation(summary = "So many redirects, then /hello.")
    @GetMapping("/redirect/{n}")
    ResponseEntity<Void> redirect(@PathVariable String n, HttpServletRequest request) {
        long left = new Parameter("n", n).whole(1, MOST);
        String next = left == 1 ? "/hello" : "/redirect/" + (left - 1);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(request.getContextPath() + next))
                .build();
    }
}
