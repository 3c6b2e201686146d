package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says with which statuses and in which media types each operation answers; springdoc knows of 200 alone. */
@Component
final class Answers implements Part {
    private static final String JSON = "application/json";
    private static final String ANY = "*/*";
    private static final String BYTES = "application/octet-stream";
    private static final String PROBLEM = "ProblemDetail";
    private static final String PROBLEM_JSON = "application/problem+json";

    @Override
    public void describe(OpenAPI api) {
        api.schema(PROBLEM, problem());
        api.getComponents()
                .addSecuritySchemes(
                        "basic",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    operation.responses(responses(path, method, operation));
                    if (path.startsWith("/basic-auth")) {
                        operation.addSecurityItem(new SecurityRequirement().addList("basic"));
                    } else if (path.equals("/bearer")) {
                        operation.addSecurityItem(new SecurityRequirement().addList("bearer"));
                    }
                }));
    }

    /** RFC 9457. */
    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("What went wrong, and what to do about it (RFC 9457).")
                .addProperty("type", new StringSchema().description("about:blank: the status says what it is."))
                .addProperty("title", new StringSchema().description("The name of the status."))
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What to do."))
                .addProperty("instance", new StringSchema().description("The path of the request."));
    }

    private static ApiResponses responses(String path, PathItem.HttpMethod method, Operation operation) {
        ApiResponses all = new ApiResponses();
        if (path.equals("/status/{code}")) {
            all._default(new ApiResponse()
                    .description("The status asked for, with the fields that belong to it.")
                    .content(content(operation, path)));
        } else if (path.equals("/push")) {
            return all.addApiResponse("410", problem("Server push is gone."));
        } else if (path.startsWith("/redirect") || path.equals("/cookies/set")) {
            all.addApiResponse(
                            "302",
                            new ApiResponse()
                                    .description("Go on there.")
                                    .addHeaderObject("Location", new Header().schema(new StringSchema())))
                    .addApiResponse(
                            "200",
                            new ApiResponse()
                                    .description("What a client sees that goes on, as a page does.")
                                    .content(path.equals("/cookies/set") ? json() : text("text/plain")));
        } else {
            ApiResponse fine = new ApiResponse().description(path.equals("/body") ? "All came." : "As asked for.");
            if (method != PathItem.HttpMethod.HEAD) {
                fine.content(content(operation, path));
            }
            all.addApiResponse(path.equals("/body") ? "201" : "200", fine);
        }
        errors(path, operation).forEach((status, text) -> all.addApiResponse(String.valueOf(status), problem(text)));
        if (path.startsWith("/files/") || path.startsWith("/bytes/")) {
            all.addApiResponse("206", new ApiResponse().description("The part that Range asks for."))
                    .addApiResponse("304", new ApiResponse().description("It is what the caller has."));
        }
        return all;
    }

    private static Map<Integer, String> errors(String path, Operation operation) {
        Map<Integer, String> errors = new TreeMap<>();
        if (operation.getParameters() != null) {
            errors.put(400, "A parameter is not what it must be, or there is none of this name.");
        }
        if (path.startsWith("/files/")
                || path.equals("/early-hints/report")
                || path.equals("/priority/report")
                || path.equals("/priority/response")) {
            errors.put(404, "There is none of this name.");
        }
        if (path.startsWith("/files/") || path.startsWith("/bytes/")) {
            errors.put(412, "A precondition of the request failed.");
            errors.put(416, "No byte is in the range asked for.");
        }
        if (negotiates(path)) {
            errors.put(406, "Accept wants a type that this answer does not come in.");
        }
        if (operation.getRequestBody() != null) {
            errors.put(413, "The content is longer than http2bin.exchange.max-body-size.");
        }
        if (path.startsWith("/basic-auth") || path.equals("/bearer")) {
            errors.put(401, "The credentials asked for are missing.");
        } else if (path.startsWith("/faults")) {
            errors.put(403, "Faults are turned off by http2bin.faults.enabled.");
        } else if (path.equals("/br") || path.equals("/zstd")) {
            errors.put(501, "The library of this coding does not load on this server.");
        } else if (path.equals("/connection/ping")) {
            errors.put(504, "The client did not answer the PING.");
        } else if (path.equals("/connection/events")) {
            errors.put(503, "Too many pages are open.");
        }
        return errors;
    }

    private static ApiResponse problem(String text) {
        return new ApiResponse()
                .description(text)
                .content(
                        new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    /** Whether Accept decides on what the answer is, or whether it is at all. */
    private static boolean negotiates(String path) {
        return switch (path.split("/", 3)[1]) {
            case "anything",
                    "bytes",
                    "br",
                    "clock",
                    "deflate",
                    "drip",
                    "duplex",
                    "early-hints",
                    "echo",
                    "gzip",
                    "lab",
                    "redirect",
                    "response-headers",
                    "status",
                    "zstd" -> path.equals("/early-hints/report");
            default ->
                !path.startsWith("/files/") && !path.equals("/cookies/set") && !path.equals("/priority/response");
        };
    }

    private static Content content(Operation operation, String path) {
        return switch (path) {
            case "/hello", "/hello/{path}", "/stream-id", "/trailers", "/clock", "/drip" -> text("text/plain");
            case "/sse", "/connection/events" -> text("text/event-stream");
            case "/early-hints" -> text("text/html");
            case "/early-hints/style.css" -> text("text/css");
            case "/lab/tiles/{n}", "/priority/response" -> text("image/svg+xml");
            case "/duplex", "/bytes/{n}" -> binary(BYTES);
            case "/files/{name}" -> binary(ANY);
            case "/" ->
                text("text/plain")
                        .addMediaType("text/html", new MediaType().schema(new StringSchema()))
                        .addMediaType(JSON, new MediaType().schema(new ObjectSchema()));
            case "/gzip", "/deflate", "/br", "/zstd", "/response-headers" -> json();
            case "/status/{code}" ->
                json().addMediaType(PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref(PROBLEM)));
            case "/faults/reset", "/faults/close", "/faults/truncate" ->
                typed(operation).addMediaType(BYTES, new MediaType().schema(new BinarySchema()));
            default -> typed(operation);
        };
    }

    private static Content json() {
        return new Content().addMediaType(JSON, new MediaType().schema(new ObjectSchema()));
    }

    private static Content text(String type) {
        return new Content().addMediaType(type, new MediaType().schema(new StringSchema()));
    }

    private static Content binary(String type) {
        return new Content().addMediaType(type, new MediaType().schema(new BinarySchema()));
    }

    /** What springdoc makes of a method's type: JSON where the method names none; lines of text have no schema of an object. */
    private static Content typed(Operation operation) {
        Content content = new Content();
        operation.getResponses().values().stream()
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .forEach(found -> found.forEach((type, media) -> {
                    if (type.startsWith("text/plain")) {
                        content.putAll(text("text/plain"));
                    } else {
                        content.addMediaType(JSON, media);
                    }
                }));
        return content;
    }
}
