package dev.http2bin.bin.echo;

import dev.http2bin.bin.body.Upload;
import dev.http2bin.bin.content.Query;
import dev.http2bin.bin.content.Version;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.Hop;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.syntax.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code ANY /echo/**}, and {@code /anything/**} for those who know httpbin: the request as the server saw it. */
@RestController
final class EchoController {

    /**
     * The request.
     *
     * @param path without the query, percent-encoded as it came
     * @param query names and values decoded, in their order
     * @param streamId null over HTTP/1.1
     * @param hops the request's way from the client, the connection that the service has last
     * @param headers name and value in wire order, pseudo-headers first
     * @param trailers values by name, a list of them where the name came more than once, both in wire order
     */
    record Echo(
            String method,
            String path,
            Map<String, List<String>> query,
            String scheme,
            @Nullable String authority,
            String httpVersion,
            @Nullable Integer streamId,
            String connectionId,
            List<Hop> hops,
            List<List<String>> headers,
            Map<String, Object> trailers,
            EchoedBody body) {}

    @RequestMapping({"/echo", "/echo/**", "/anything", "/anything/**"})
    DeferredResult<ResponseEntity<Echo>> echo(HttpServletRequest request, Exchange exchange, Upload upload) {
        EchoedBody.Head head = new EchoedBody.Head();
        // The type is set, so an accept that wants another does not turn the echo into a 406.
        return upload.read(
                head,
                received -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(echo(request, exchange, head.body(received))));
    }

    /** The trailers are there once the body was read to its end. */
    private static Echo echo(HttpServletRequest request, Exchange exchange, EchoedBody body) {
        List<HeaderField> fields = exchange.requestFields();
        String named = Target.authority(exchange.target()); // a Host beside it does not count
        return new Echo(
                request.getMethod(),
                Target.path(exchange.target()),
                Query.parse(request.getQueryString()),
                request.getScheme(),
                named == null ? first(fields, ":authority", "host") : named,
                Version.number(exchange),
                exchange.streamId().isPresent() ? exchange.streamId().getAsInt() : null,
                exchange.connectionId(),
                exchange.hops(),
                fields.stream().map(f -> List.of(f.name(), f.value())).toList(),
                byName(exchange.trailers()),
                body);
    }

    private static Map<String, Object> byName(List<HeaderField> trailers) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        trailers.forEach(field ->
                values.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(field.value()));
        Map<String, Object> byName = new LinkedHashMap<>();
        values.forEach((name, all) -> byName.put(name, all.size() == 1 ? all.get(0) : all));
        return byName;
    }

    private static @Nullable String first(List<HeaderField> fields, String... names) {
        for (String name : names) {
            for (HeaderField field : fields) {
                if (field.name().equalsIgnoreCase(name)) {
                    return field.value();
                }
            }
        }
        return null;
    }
}
