package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.util.List;

/** Describes the endpoints that Spring MVC does not see: each answers as its controller's does. */
final class StreamTwins implements Part {
    private static final List<String> PATHS =
            List.of("/hello", "/version", "/stream-id", "/body", "/files/{name}", "/bytes/{n}", "/early-hints");

    @Override
    public void describe(OpenAPI api) {
        for (String path : PATHS) {
            PathItem controllers = api.getPaths().get(path);
            if (controllers != null) {
                api.getPaths().addPathItem("/stream" + path, twin(path, controllers));
            }
        }
    }

    private static PathItem twin(String path, PathItem controllers) {
        PathItem twin = new PathItem();
        controllers
                .readOperationsMap()
                .forEach((method, operation) -> twin.operation(
                        method,
                        new Operation()
                                .addTagsItem("stream handlers")
                                .summary("As " + path)
                                .operationId(PathNames.id(method, "/stream" + path))
                                .parameters(operation.getParameters())
                                .requestBody(operation.getRequestBody())
                                .responses(operation.getResponses())));
        return twin;
    }
}
