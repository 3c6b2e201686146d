package dev.http2bin.http2.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.Http2binApplication;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** Each setting of http2bin.* out of its bounds ends the start by its own name. */
class BoundsTest {

    /** What no number of its kind may be. */
    private static final Map<String, String> TOO_LITTLE = Map.of(
            Integer.class.getName(), "-2",
            Long.class.getName(), "-2",
            Duration.class.getName(), "-2ms",
            DataSize.class.getName(), "-2B");

    private static final JsonNode METADATA = metadata();

    /** What the build found out about the settings. */
    private static JsonNode metadata() {
        try {
            return new ObjectMapper()
                    .readTree(Http2binApplication.class.getResource("/META-INF/spring-configuration-metadata.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<JsonNode> all(String kind) {
        return StreamSupport.stream(METADATA.get(kind).spliterator(), false)
                .filter(node -> node.get("name").asText().startsWith("http2bin."));
    }

    /** Binds all of the prefix that the setting has. */
    private static void bind(String name, String value) throws ClassNotFoundException {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));
        for (JsonNode group : all("groups").toList()) {
            String prefix = group.get("name").asText();
            if (name.startsWith(prefix + ".")) {
                binder.bindOrCreate(prefix, Class.forName(group.get("type").asText()));
            }
        }
    }

    static List<String> numbers() {
        return all("properties")
                .filter(property -> TOO_LITTLE.containsKey(property.get("type").asText()))
                .map(property -> property.get("name").asText() + "="
                        + TOO_LITTLE.get(property.get("type").asText()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void noNumberMayBeLessThanItsLeast(String setting) {
        String[] parts = setting.split("=", 2);
        assertThatThrownBy(() -> bind(parts[0], parts[1]))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parts[0] + " must be ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http2bin.limits.resets=0             | must be at least 1, not 0
                    http2bin.http2.max-frame-size=16383  | must be from 16384 to 16777215, not 16383
                    http2bin.http2.stream-window=2GB     | must be from 1B to 2147483647B, not 2147483648B
                    http2bin.limits.keep-alive=25d       | must be from 0ms to 24d, not PT600H
                    http2bin.limits.write-timeout=0s     | must be from 1ms to 24d, not PT0S
                    http2bin.exchange.max-body-size=-1B  | must be at least 0B, not -1B
                    http2bin.tls.local.directory=        | must name a folder
                    http2bin.page.http1-origin=localhost | must be such as https://example.com:8444, not localhost
                    """)
    void theMessageSaysWhatItMayBe(String setting, String message) {
        String[] parts = setting.split("=", 2);
        assertThatThrownBy(() -> bind(parts[0], parts[1])).rootCause().hasMessage(parts[0] + " " + message);
    }

    @Test
    void whatIsAtABoundIsWithinIt() {
        assertThatNoException().isThrownBy(() -> Bounds.check("a", 1, 1, 2));
        assertThatNoException().isThrownBy(() -> Bounds.check("a", 2, 1, 2));
        assertThatNoException().isThrownBy(() -> Bounds.check("a", DataSize.ofBytes(1), 1));
        assertThatNoException().isThrownBy(() -> Bounds.check("a", Duration.ofDays(24), Duration.ZERO));
    }

    @Test
    void nothingIsNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.check("a", (Duration) null, Duration.ZERO))
                .withMessage("a must have a value; leave it out for its default");
    }

    @Test
    void thereAreManyNumbers() {
        assertThat(numbers()).hasSizeGreaterThan(30);
    }
}
