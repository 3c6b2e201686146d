package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;

/** Gives each operation a line for a terminal. */
final class CurlLines implements Part {

    @Override
    public void describe(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (operation.getDescription() == null) {
                        operation.description("```\ncurl " + options(method, operation) + "'https://localhost:8443"
                                + target(path, operation) + "'\n```");
                    }
                }));
    }

    private static String options(PathItem.HttpMethod method, Operation operation) {
        String content = operation.getRequestBody() == null ? "" : "-d content ";
        return switch (method) {
            case GET -> content;
            case HEAD -> "-I ";
            default -> "-X " + method + " " + content;
        };
    }

    private static String target(String path, Operation operation) {
        String target = path;
        if (operation.getParameters() != null) {
            for (Parameter parameter : operation.getParameters()) {
                target = target.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
            }
        }
        return target;
    }
}
