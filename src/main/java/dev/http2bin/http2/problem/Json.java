package dev.http2bin.http2.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** JSON as a terminal shows it well: indented as httpbin's is, but for {@link OneLine}, and a newline at its end. */
public final class Json {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private final ObjectWriter oneLine;
    private final ObjectWriter indented;

    public Json(ObjectMapper mapper) {
        this.oneLine = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.indented = oneLine.with(INDENTED);
    }

    /** Writes an answer, and leaves the stream open. */
    public void write(Object answer, OutputStream out) throws IOException {
        writer(answer).writeValue(out, answer);
        out.write('\n');
    }

    /** The answer in UTF-8. */
    public byte[] bytes(Object answer) {
        try {
            byte[] json = writer(answer).writeValueAsBytes(answer);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON of " + answer.getClass(), e);
        }
    }

    /** How the answer is indented; a printer for one use. */
    public static PrettyPrinter printer() {
        return INDENTED.createInstance();
    }

    private ObjectWriter writer(Object answer) {
        return answer instanceof OneLine ? oneLine : indented;
    }
}
