package dev.http2bin.bin.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.Http2binApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** docs/operations.md names every property of http2bin's with its default. */
class OperationsDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(http2bin\\.[a-z0-9.-]+)` \\| ([^|]*) \\|");
    private static final String NONE = "none";

    @Test
    void thePropertiesAndTheirDefaultsAreThoseOfTheCode() throws IOException {
        assertThat(documented()).containsExactlyEntriesOf(defaults());
    }

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> value(row.group(2)), OperationsDocumentTest::twice, TreeMap::new));
    }

    private static String twice(String one, String other) {
        throw new AssertionError("a property has two rows, with " + one + " and " + other);
    }

    /** What the annotations say, but for what application.yaml sets. */
    private static Map<String, String> defaults() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        JsonNode metadata = new ObjectMapper()
                .readTree(Http2binApplication.class.getResource("/META-INF/spring-configuration-metadata.json"));
        for (JsonNode property : metadata.get("properties")) {
            String name = property.get("name").asText();
            if (name.startsWith("http2bin.")) {
                defaults.put(name, value(property.path("defaultValue").asText(NONE)));
            }
        }
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties set = yaml.getObject();
        assertThat(set).isNotNull();
        set.forEach((name, value) -> defaults.computeIfPresent(name.toString(), (known, old) -> value.toString()));
        return defaults;
    }

    /** 0 bytes are 0. */
    private static String value(String text) {
        return text.equals("0B") ? "0" : text;
    }
}
