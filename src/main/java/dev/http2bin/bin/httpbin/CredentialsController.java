package dev.http2bin.bin.httpbin;

import dev.http2bin.http2.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /basic-auth} (RFC 7617) and {@code /bearer} (RFC 6750): answers for whoever shows credentials. */
@RestController
final class CredentialsController {
    private static final String BASIC = "Basic realm=\"http2bin\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"http2bin\"";

    /** Who asked. */
    record User(boolean authenticated, String user) {}

    /** What was shown. */
    record Token(boolean authenticated, String token) {}

    @Operation(summary = "401, unless the request has this user and password by Basic authentication.")
    @GetMapping("/basic-auth/{user}/{password}")
    User basic(@PathVariable String user, @PathVariable String password, HttpServletRequest request) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(shown(request, "basic"))) {
            throw unauthorized(BASIC, "Send this user and password by Basic authentication.");
        }
        return new User(true, user);
    }

    @Operation(summary = "401, unless the request has a bearer token, whichever it is.")
    @GetMapping("/bearer")
    Token bearer(HttpServletRequest request) {
        String token = shown(request, "bearer");
        if (token == null || token.isEmpty()) {
            throw unauthorized(BEARER, "Send a token: authorization: Bearer and any text.");
        }
        return new Token(true, token);
    }

    /** What the request shows by that scheme, whose name is not case-sensitive (RFC 9110 §11.1), in the one field it has. */
    private static @Nullable String shown(HttpServletRequest request, String scheme) {
        List<String> fields = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return fields.size() == 1 && fields.get(0).toLowerCase(Locale.ROOT).startsWith(scheme + " ")
                ? fields.get(0).substring(scheme.length()).strip()
                : null;
    }

    private static Problem unauthorized(String challenge, String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, detail).with(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
