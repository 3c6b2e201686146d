package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says which operations read the content of a request: controllers take it as it comes, which springdoc does not see. */
@Component
final class Contents implements Part {
    private static final Set<PathItem.HttpMethod> WITH_CONTENT =
            Set.of(PathItem.HttpMethod.POST, PathItem.HttpMethod.PUT, PathItem.HttpMethod.PATCH);

    @Override
    public void describe(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (WITH_CONTENT.contains(method) && isRead(path)) {
                        describe(operation);
                    }
                }));
    }

    /** Whether what answers there reads the content, so that it may be too long. */
    static boolean isRead(String path) {
        return switch (path) {
            case "/body", "/duplex", "/faults/stall", "/echo", "/echo/{path}", "/anything", "/anything/{path}" -> true;
            default -> false;
        };
    }

    private static void describe(Operation operation) {
        operation.requestBody(new RequestBody()
                .description("Any content, of any type.")
                .content(new Content()
                        .addMediaType(
                                "text/plain",
                                new MediaType().schema(new StringSchema()).example("content"))
                        .addMediaType("application/octet-stream", new MediaType().schema(new BinarySchema()))));
    }
}
