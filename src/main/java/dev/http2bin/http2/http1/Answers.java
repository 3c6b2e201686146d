package dev.http2bin.http2.http1;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.StatusName;
import dev.http2bin.http2.syntax.HttpDate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** What the front says to requests that it refuses: problem+json (RFC 9457), after which the connection closes. */
public final class Answers {
    private static final String HTTPS = "This port speaks HTTP over TLS. Use https:// in place of http://.";

    private record Answer(int status, ByteBuffer content) {}

    private final Map<Rule, Answer> answers = new EnumMap<>(Rule.class);
    private final Answer https;

    /** Answers in the form of a JSON mapper. */
    public Answers(ObjectMapper mapper) {
        Json json = new Json(mapper);
        for (Rule rule : Rule.values()) {
            answers.put(rule, answer(json, rule.status(), rule.detail()));
        }
        https = answer(json, HttpStatus.BAD_REQUEST.value(), HTTPS);
    }

    private static Answer answer(Json json, int status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        return new Answer(status, ByteBuffer.wrap(json.bytes(StatusName.title(problem))));
    }

    /**
     * The answer to a request that breaks a rule.
     *
     * @param content whether the answer has content, which that to a HEAD has not
     */
    ByteBuffer to(Rule broken, boolean content) {
        Answer answer = answers.get(broken);
        if (answer == null) {
            throw new IllegalStateException(broken.name());
        }
        return bytes(answer, content);
    }

    /** The answer to a request in clear on a port of TLS. */
    ByteBuffer useHttps() {
        return bytes(https, true);
    }

    private static ByteBuffer bytes(Answer answer, boolean content) {
        byte[] head = """
                HTTP/1.1 %d %s\r
                Date: %s\r
                Content-Type: application/problem+json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """.formatted(
                        answer.status(),
                        StatusName.of(answer.status()),
                        HttpDate.now(),
                        answer.content().remaining())
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(head.length + answer.content().remaining());
        bytes.put(head);
        return (content ? bytes.put(answer.content().duplicate()) : bytes).flip();
    }
}
