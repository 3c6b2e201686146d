package dev.http2bin.bin.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/** Writes {@link TextLines} where a caller accepts text. */
@Component
final class TextLinesConverter extends AbstractHttpMessageConverter<TextLines> {

    TextLinesConverter() {
        super(StandardCharsets.UTF_8, MediaType.parseMediaType(TextLines.TYPE));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return TextLines.class.isAssignableFrom(type);
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected TextLines readInternal(Class<? extends TextLines> type, HttpInputMessage message) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void writeInternal(TextLines answer, HttpOutputMessage message) throws IOException {
        String text = answer.lines().map(line -> line + "\n").collect(Collectors.joining());
        StreamUtils.copy(text, StandardCharsets.UTF_8, message.getBody());
    }
}
