package dev.http2bin.bin.page;

import dev.http2bin.bin.content.AcceptField;
import dev.http2bin.http2.problem.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /}: the page, or the list of endpoints as JSON or text; where a caller takes anything, text. */
@RestController
final class PageController {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain; charset=utf-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html; charset=utf-8");
    private static final List<MediaType> FORMS = List.of(TEXT, HTML, MediaType.APPLICATION_JSON);

    private final Endpoints endpoints;
    private final Twin twin;

    PageController(Endpoints endpoints, Twin twin) {
        this.endpoints = endpoints;
        this.twin = twin;
    }

    @GetMapping("/")
    ResponseEntity<?> root(
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            HttpServletRequest request) {
        MediaType form = form(accept);
        if (form == null) {
            throw Problem.of(HttpStatus.NOT_ACCEPTABLE, Problem.notAcceptable(FORMS));
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().contentType(form).varyBy(HttpHeaders.ACCEPT).cacheControl(CacheControl.noCache());
        String origin = twin.origin(request.getServerName());
        if (form.equals(HTML)) {
            return answer.header("Content-Security-Policy", policy(origin))
                    .header("Referrer-Policy", "no-referrer")
                    .header("X-Content-Type-Options", "nosniff")
                    .body(new ClassPathResource("static/page/index.html"));
        }
        return answer.body(form.equals(TEXT) ? endpoints.text() : endpoints.all(origin));
    }

    /** Scripts, styles and data come from this server alone; the tiles from its twin, too. */
    private static String policy(@Nullable String twin) {
        String images = twin == null ? "'self'" : "'self' " + twin;
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src " + images
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static @Nullable MediaType form(String accept) {
        List<MediaType> accepted;
        try {
            accepted = AcceptField.wanted(List.of(accept));
        } catch (InvalidMediaTypeException e) {
            return null;
        }
        for (MediaType wanted : accepted) {
            for (MediaType form : FORMS) {
                if (wanted.includes(form) || form.isCompatibleWith(wanted)) {
                    return form;
                }
            }
        }
        return null;
    }
}
