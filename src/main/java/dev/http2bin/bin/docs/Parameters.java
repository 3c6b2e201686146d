package dev.http2bin.bin.docs;

import dev.http2bin.bin.content.BytesProperties;
import dev.http2bin.bin.content.Hints;
import dev.http2bin.bin.content.HintsProperties;
import dev.http2bin.bin.faults.FaultProperties;
import dev.http2bin.bin.priority.PriorityProperties;
import dev.http2bin.bin.timing.TimingProperties;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what each parameter is for and what it may be, within the bounds that the settings give. */
@Component
final class Parameters implements Part {
    /** Where a query has fields with names of the caller's own: they are one parameter, an object. */
    private static final Map<String, String> FREE = Map.of(
            "/response-headers", "The fields that the answer is to have.",
            "/trailers", "The trailers that the answer is to have besides its own.",
            "/cookies/set", "The cookies to set.",
            "/faults/settings", "The settings to send, by their names in RFC 9113 §6.5.2 or by number.");

    private final BytesProperties bytes;
    private final HintsProperties hints;
    private final TimingProperties timing;
    private final FaultProperties faults;
    private final PriorityProperties priority;

    Parameters(
            BytesProperties bytes,
            HintsProperties hints,
            TimingProperties timing,
            FaultProperties faults,
            PriorityProperties priority) {
        this.bytes = bytes;
        this.hints = hints;
        this.timing = timing;
        this.faults = faults;
        this.priority = priority;
    }

    /**
     * A parameter.
     *
     * @param example for one that has no default
     */
    private record Described(
            String text, Schema<?> schema, @Nullable Object example) {
        Described example(Object other) {
            return new Described(text, schema, other);
        }
    }

    @Override
    public void describe(OpenAPI api) {
        api.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> describe(path, operation)));
    }

    private void describe(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> describe(path, parameter));
        }
        String free = FREE.get(path);
        if (free != null) {
            operation.addParametersItem(new QueryParameter()
                    .name("fields")
                    .description(free + " Each is a parameter of the query; one may come more than once.")
                    .schema(new ObjectSchema().additionalProperties(new StringSchema()))
                    .style(Parameter.StyleEnum.FORM)
                    .explode(true)
                    .example(
                            path.equals("/faults/settings")
                                    ? Map.of("MAX_CONCURRENT_STREAMS", "100")
                                    : Map.of("x-name", "value")));
        }
    }

    private void describe(String path, Parameter parameter) {
        Described described = described(path + " " + parameter.getName());
        if (described != null) {
            Object value =
                    parameter.getSchema() == null ? null : parameter.getSchema().getDefault();
            if (value != null) {
                described.schema().setDefault(value.toString()); // which the schema reads as its own type
            }
            parameter.description(described.text()).schema(described.schema()).example(described.example());
        }
    }

    private @Nullable Described described(String parameter) {
        return switch (parameter) {
            case "/hello/{path} path", "/echo/{path} path", "/anything/{path} path" ->
                new Described("Any path.", new StringSchema(), "a");
            case "/body digests" ->
                new Described(
                        "Whether to digest what comes, or only to count it, which costs less.",
                        new BooleanSchema(),
                        null);
            case "/bytes/{n} n" ->
                whole("How many bytes.", 0, bytes.maxSize().toBytes()).example(1000);
            case "/files/{name} name" ->
                new Described("The name of a file that /files lists.", new StringSchema(), "hello.txt");
            case "/redirect/{n} n" -> whole("How many redirects.", 1, 100).example(3);
            case "/status/{code} code" -> whole("The status.", 200, 599).example(503);
            case "/basic-auth/{user}/{password} user" ->
                new Described("The user to ask for.", new StringSchema(), "me");
            case "/basic-auth/{user}/{password} password" ->
                new Described("The password to ask for.", new StringSchema(), "secret");
            case "/clock ticks" -> whole("How many lines.", 1, timing.maxTicks());
            case "/clock interval" ->
                duration("The time from one line to the next", Duration.ofMillis(1), timing.maxDuration());
            case "/sse count" -> whole("How many events.", 1, timing.maxTicks());
            case "/sse interval" ->
                duration("The time from one event to the next", Duration.ZERO, timing.maxDuration());
            case "/drip bytes" -> whole("How many bytes.", 1, timing.maxDrip());
            case "/drip duration" ->
                duration("The time from the first byte to the last", Duration.ZERO, timing.maxDuration());
            case "/delay/{duration} duration" ->
                duration("The time until the answer", Duration.ZERO, timing.maxDuration())
                        .example("300ms");
            case "/connection/frames last" -> whole("How many frames at most, the newest.", 1, 100_000);
            case "/check after" ->
                duration(
                        "The time to watch what the client does, before the answer",
                        Duration.ZERO,
                        Duration.ofSeconds(10));
            default -> parameter.startsWith("/faults") ? ofFaults(parameter) : ofPages(parameter);
        };
    }

    private @Nullable Described ofPages(String parameter) {
        return switch (parameter) {
            case "/early-hints count" -> whole("How many responses with status 103.", 0, hints.maxCount());
            case "/early-hints delay" ->
                duration("The time from the last of them to the page", Duration.ZERO, hints.maxDelay());
            case "/early-hints force" ->
                new Described(
                        "Whether to send a 103 over HTTP/1.1, too, which some clients take for the answer.",
                        new BooleanSchema(),
                        null);
            case "/early-hints link" ->
                new Described(
                        "What is hinted: the value of a Link field. Without one it is a style sheet of the page.",
                        new ArraySchema().items(new StringSchema()).maxItems(Hints.MAX_LINKS),
                        new String[] {"</early-hints/style.css>; rel=preload; as=style"});
            case "/early-hints/style.css id" ->
                new Described(
                        "The id that the hint has, by which the report knows its page.", new StringSchema(), null);
            case "/early-hints/report id" ->
                new Described("The id of the style sheet in the Link field of /early-hints.", new StringSchema(), null);
            case "/priority/run responses" ->
                whole("How many responses; the last is the urgent one.", 2, priority.maxResponses());
            case "/priority/run length" ->
                whole("The length of each, in bytes.", 1, priority.maxLength().toBytes());
            case "/priority/run obey" ->
                new Described(
                        "Whether the client's priorities count. With false each response overrides them by its own field.",
                        new BooleanSchema(),
                        null);
            case "/priority/response id", "/priority/report id" ->
                new Described("The id of the run, as /priority/run named it.", new StringSchema(), null);
            case "/priority/response number" ->
                whole("Which response of the run.", 1, priority.maxResponses()).example(1);
            case "/lab/tiles/{n} n" ->
                whole("The number of the picture, which it shows.", 0, 1_000).example(1);
            case "/lab/tiles/{n} delay" ->
                duration("The time until the picture comes", Duration.ZERO, Duration.ofSeconds(2));
            case "/lab/tiles/{n} run" ->
                new Described(
                        "Any text: it keeps a browser from showing a picture that it has already.",
                        new StringSchema(),
                        "1");
            default -> null;
        };
    }

    private @Nullable Described ofFaults(String parameter) {
        return switch (parameter) {
            case "/faults/reset error", "/faults/goaway error" ->
                new Described(
                        "The error code: a name of RFC 9113 §7, or any number of 32 bits.", new StringSchema(), null);
            case "/faults/reset after", "/faults/close after" ->
                whole("How many bytes of the answer come before that.", 0, faults.maxBytes());
            case "/faults/reset times" ->
                whole("How many tries fail before one is answered; without it each fails.", 0, Integer.MAX_VALUE)
                        .example(2);
            case "/faults/reset run" ->
                new Described(
                        "A name of your own, by which tries are counted over all connections; without it they are"
                                + " counted for each connection.",
                        new StringSchema().minLength(1).maxLength(64).pattern("^[A-Za-z0-9._~-]+$"),
                        "mine");
            case "/faults/stall for" ->
                duration("How long nothing of the upload is taken", Duration.ZERO, faults.maxDuration());
            case "/faults/ping-silence for" ->
                duration("How long no PING is answered", Duration.ZERO, faults.maxDuration());
            case "/faults/truncate declared" -> whole("The length that the answer says.", 0, faults.maxBytes());
            case "/faults/truncate sent" -> whole("The length that it has.", 0, faults.maxBytes());
            case "/faults/max-streams n" -> whole("How many streams at once.", 0, Integer.MAX_VALUE);
            case "/faults/window size" -> whole("The window of each upload, in bytes.", 0, Integer.MAX_VALUE);
            case "/faults/huge-headers bytes" ->
                whole("How many bytes the names and values of the fields have.", 1, faults.maxHeaderBytes());
            default -> null;
        };
    }

    private static Described whole(String text, long min, long max) {
        Schema<?> schema = new IntegerSchema()
                .format(max > Integer.MAX_VALUE ? "int64" : "int32")
                .minimum(BigDecimal.valueOf(min))
                .maximum(BigDecimal.valueOf(max));
        return new Described(text, schema, null);
    }

    private static Described duration(String text, Duration min, Duration max) {
        String bounds = "%s: from %s to %s, a number of seconds or one with a unit, such as 0.5, 300ms or PT1S."
                .formatted(
                        text,
                        dev.http2bin.bin.content.Parameter.shown(min),
                        dev.http2bin.bin.content.Parameter.shown(max));
        return new Described(bounds, new StringSchema(), null);
    }
}
