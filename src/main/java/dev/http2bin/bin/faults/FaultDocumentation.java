package dev.http2bin.bin.faults;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says in the documentation of each fault which frames the client will see. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FaultDocumentation implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        for (Fault fault : Fault.values()) {
            PathItem item = api.getPaths().get(fault.path());
            if (item != null) {
                item.readOperations()
                        .forEach(operation -> operation.summary(fault.summary()).description(text(fault)));
            }
        }
    }

    private static String text(Fault fault) {
        String frames =
                fault.frames().stream().map(frame -> "- " + frame + "\n").collect(Collectors.joining());
        String how = fault.method().equals("POST") ? "head -c 4000000 /dev/zero | curl --data-binary @- " : "curl -v ";
        return "The client sees:\n\n" + frames + "\n" + fault.others() + "\n\n```\n" + how + "'https://localhost:8443"
                + fault.path() + "?" + fault.query() + "'\n```";
    }
}
