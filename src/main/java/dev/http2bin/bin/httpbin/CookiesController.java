package dev.http2bin.bin.httpbin;

import dev.http2bin.bin.content.FieldParameters;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /cookies} and {@code /cookies/set}: the cookies of a request, however it cuts them into crumbs, and new ones. */
@RestController
final class CookiesController {
    /** RFC 6265 §4.1.1. */
    private static final Pattern VALUE = Pattern.compile("[!#-+\\x2d-:<-\\x5b\\x5d-~]*");

    /** The cookies by name. */
    record Cookies(Map<String, String> cookies) {}

    @Operation(summary = "The cookies of the request.")
    @GetMapping("/cookies")
    Cookies cookies(Exchange exchange) {
        Map<String, String> cookies = new LinkedHashMap<>();
        exchange.requestFields().stream()
                .filter(field -> field.name().equals("cookie"))
                .flatMap(field -> Pattern.compile(";").splitAsStream(field.value()))
                .map(String::strip)
                .filter(pair -> pair.indexOf('=') > 0)
                .forEach(pair ->
                        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        return new Cookies(cookies);
    }

    @Operation(summary = "Sets the cookies that the query names, and redirects to /cookies.")
    @GetMapping("/cookies/set")
    ResponseEntity<Void> set(HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.FOUND).location(URI.create(request.getContextPath() + "/cookies"));
        FieldParameters.of(request.getQueryString())
                .forEach((name, values) -> values.forEach(value -> {
                    if (!VALUE.matcher(value).matches()) {
                        throw Problem.of(
                                HttpStatus.BAD_REQUEST, "'" + name + "' must be a cookie's value (RFC 6265 §4.1.1).");
                    }
                    answer.header(HttpHeaders.SET_COOKIE, name + "=" + value + "; Path=/");
                }));
        return answer.build();
    }
}
