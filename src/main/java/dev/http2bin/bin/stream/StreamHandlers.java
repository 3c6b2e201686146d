package dev.http2bin.bin.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.BytesProperties;
import dev.http2bin.bin.content.CrossOriginProperties;
import dev.http2bin.bin.content.ExchangeProperties;
import dev.http2bin.bin.content.Folder;
import dev.http2bin.bin.content.HintsProperties;
import dev.http2bin.bin.content.ParameterNames;
import dev.http2bin.bin.content.Sentence;
import dev.http2bin.bin.content.UnknownPath;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.undertow.HandlersBesideServlets;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import java.util.Map;

/** The endpoints under {@code /stream}: twins of controllers that hold no thread. */
public final class StreamHandlers implements HandlersBesideServlets {

    private final Problems problems;
    private final HttpHandler version;
    private final HttpHandler body;
    private final HttpHandler files;
    private final HttpHandler bytes;
    private final HintsProperties hints;
    private final CrossOriginProperties origins;

    public StreamHandlers(
            ObjectMapper mapper,
            Folder folder,
            BytesProperties bytes,
            ExchangeProperties exchanges,
            HintsProperties hints,
            CrossOriginProperties origins) {
        Json json = new Json(mapper);
        this.problems = new Problems(json);
        this.version = new VersionHandler(json);
        this.body = new HttpContinueReadHandler(new BodyHandler(exchanges, json, problems));
        this.files = DeliveryHandler.files(folder, problems);
        this.bytes = DeliveryHandler.bytes(bytes, problems);
        this.hints = hints;
        this.origins = origins;
    }

    @Override
    public HttpHandler beside(HttpHandler servlets, String contextPath) {
        PathHandler paths = contextPath.isEmpty()
                ? Handlers.path(servlets)
                : Handlers.path().addPrefixPath(contextPath, servlets);
        String base = contextPath + "/stream";
        ParameterNames none = ParameterNames.ANY;
        ParameterNames hinting = ParameterNames.of("count", "delay", "force", "link");
        HttpHandler earlyHints = new EarlyHintsHandler(hints, contextPath, problems);
        return paths.addPrefixPath(base, exchange -> problems.answer(exchange, UnknownPath.problem()))
                .addPrefixPath(base + "/hello", get("/hello", none, new TextHandler(Sentence::hello)))
                .addExactPath(base + "/stream-id", get("/stream-id", none, new TextHandler(Sentence::streamId)))
                .addExactPath(base + "/version", get("/version", none, version))
                .addExactPath(
                        base + "/body",
                        new Endpoint(problems, Endpoint.POST, ParameterNames.of("digests"), false, Map.of(), body))
                .addPrefixPath(base + "/files", get("/files", none, files))
                .addPrefixPath(base + "/bytes", get("/bytes", none, bytes))
                .addExactPath(base + "/early-hints", get("/early-hints", hinting, earlyHints));
    }

    private HttpHandler get(String path, ParameterNames parameters, HttpHandler next) {
        return new Endpoint(
                problems,
                Endpoint.GET,
                parameters,
                origins.allows(path),
                CrossOriginProperties.withoutOrigin(path),
                next);
    }
}
