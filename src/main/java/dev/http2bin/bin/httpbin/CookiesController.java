package dev.http2bin.bin.httpbin;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.content.Query;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.syntax.Characters;
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
    /** RFC 6265 §4.1.1: in quotes or without. */
    private static final Pattern VALUE = Pattern.compile("(\"?)[!#-+\\x2d-:<-\\x5b\\x5d-~]*\\1");

    /** Names that clients take only with the attribute Secure (RFC 6265bis §4.1.3). */
    private static final Pattern SECURE = Pattern.compile("__(Secure|Host)-.*", Pattern.CASE_INSENSITIVE);

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
        Query.parse(request.getQueryString())
                .forEach((name, values) ->
                        values.forEach(value -> answer.header(HttpHeaders.SET_COOKIE, cookie(name, value))));
        return answer.build();
    }

    private static String cookie(String name, String value) {
        if (name.isEmpty() || !Characters.TOKEN.hasAll(name)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "The name of a cookie must be a token (RFC 6265 §4.1.1).");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new Parameter(name, value).wrong("the value of a cookie (RFC 6265 §4.1.1)");
        }
        return name + "=" + value + "; Path=/" + (SECURE.matcher(name).matches() ? "; Secure" : "");
    }
}
