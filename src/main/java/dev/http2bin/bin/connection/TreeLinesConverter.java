package dev.http2bin.bin.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/** Writes {@link TreeLines} where a caller accepts text. */
@Component
final class TreeLinesConverter extends AbstractHttpMessageConverter<TreeLines> {
    private final ObjectMapper json;

    TreeLinesConverter(ObjectMapper json) {
        super(StandardCharsets.UTF_8, MediaType.parseMediaType(TextLines.TYPE));
        this.json = json;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return TreeLines.class.isAssignableFrom(type);
    }

    @Override
    protected TreeLines readInternal(Class<? extends TreeLines> type, HttpInputMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected void writeInternal(TreeLines answer, HttpOutputMessage message) throws IOException {
        StringBuilder text = new StringBuilder();
        lines("", json.valueToTree(answer), text);
        StreamUtils.copy(text.toString(), StandardCharsets.UTF_8, message.getBody());
    }

    private static void lines(String name, JsonNode node, StringBuilder text) {
        String before = name.isEmpty() ? "" : name + ".";
        if (node.isObject() && !node.isEmpty()) {
            node.fields().forEachRemaining(field -> lines(before + field.getKey(), field.getValue(), text));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                lines(before + i, node.get(i), text);
            }
        } else {
            text.append(name).append(": ").append(value(node)).append('\n');
        }
    }

    /** A value on one line, whatever characters it has. */
    private static String value(JsonNode node) {
        if (node.isBigDecimal()) {
            return node.decimalValue().toPlainString();
        }
        String text = node.isContainerNode() ? "none" : node.asText();
        return text.chars().anyMatch(Character::isISOControl) ? node.toString() : text;
    }
}
