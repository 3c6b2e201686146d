package dev.http2bin.bin.docs;

import dev.http2bin.http2.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import org.springdoc.core.utils.Constants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /docs}: a page that shows {@code /openapi} by Swagger UI, and runs each operation. */
@RestController
final class DocsController {
    /** Swagger UI writes styles into its elements, and has pictures in its style sheet. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final boolean enabled;

    DocsController(@Value("${" + Constants.SPRINGDOC_SWAGGER_UI_ENABLED + ":true}") boolean enabled) {
        this.enabled = enabled;
    }

    @Hidden
    @GetMapping("/docs")
    ResponseEntity<Resource> docs() {
        if (!enabled) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "The page is turned off by " + Constants.SPRINGDOC_SWAGGER_UI_ENABLED + ". / lists what there is.");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .body(new ClassPathResource("static/page/docs.html"));
    }
}
