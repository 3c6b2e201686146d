package dev.http2bin.web.files;

import dev.http2bin.web.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeTypeUtils;

/** Answers a GET or HEAD with a representation: conditions, then ranges (RFC 9110 §13 and §14). */
final class Delivery {

    private final Representation representation;
    private final HttpServletResponse response;

    private Delivery(Representation representation, HttpServletResponse response) {
        this.representation = representation;
        this.response = response;
    }

    /**
     * Writes the answer.
     *
     * @throws Problem 412 or 416
     */
    static void send(
            Representation representation,
            HttpHeaders conditions,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Delivery delivery = new Delivery(representation, response);
        switch (Preconditions.evaluate(conditions, representation)) {
            case FAILED ->
                throw Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        "It changed, or never was what you named. Its etag is now "
                                + representation.etag().formattedTag() + ".");
            case NOT_MODIFIED -> {
                delivery.validators();
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            }
            case PROCEED -> delivery.send(request.getMethod(), ranges(request.getMethod(), conditions, representation));
        }
    }

    private static Optional<List<ByteRange>> ranges(String method, HttpHeaders conditions, Representation current) {
        String range = conditions.getFirst(HttpHeaders.RANGE);
        // Only GET has ranges (RFC 9110 §14.2).
        return range != null && HttpMethod.GET.matches(method) && Preconditions.rangeApplies(conditions, current)
                ? RangeHeader.parse(range, current.length())
                : Optional.empty();
    }

    private void send(String method, Optional<List<ByteRange>> asked) throws IOException {
        validators();
        if (asked.isEmpty()) {
            whole(HttpMethod.HEAD.matches(method));
        } else if (asked.get().size() == 1) {
            part(asked.get().get(0));
        } else {
            parts(asked.get());
        }
    }

    private void validators() {
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ETAG, representation.etag().formattedTag());
        if (representation.lastModified() != null) {
            response.setDateHeader(
                    HttpHeaders.LAST_MODIFIED, representation.lastModified().toEpochMilli());
        }
    }

    private void type() {
        String[] type = representation.contentType().split("; charset=", 2);
        if (type.length == 2) {
            response.setCharacterEncoding(type[1]);
        }
        response.setContentType(type[0]);
    }

    private void whole(boolean headOnly) throws IOException {
        long length = representation.length();
        type();
        response.setContentLengthLong(length);
        if (!headOnly && length > 0) {
            representation.write(new ByteRange(0, length - 1), response.getOutputStream());
        }
    }

    private void part(ByteRange range) throws IOException {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        type();
        response.setHeader(HttpHeaders.CONTENT_RANGE, range.contentRange(representation.length()));
        response.setContentLengthLong(range.length());
        representation.write(range, response.getOutputStream());
    }

    /** Multipart/byteranges (RFC 9110 §14.6). */
    private void parts(List<ByteRange> ranges) throws IOException {
        String boundary = MimeTypeUtils.generateMultipartBoundaryString();
        List<byte[]> heads = ranges.stream().map(r -> head(boundary, r)).toList();
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = end.length
                + heads.stream().mapToLong(head -> head.length).sum()
                + ranges.stream().mapToLong(ByteRange::length).sum();
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setContentType("multipart/byteranges; boundary=" + boundary);
        response.setContentLengthLong(length);
        OutputStream out = response.getOutputStream();
        for (int i = 0; i < ranges.size(); i++) {
            out.write(heads.get(i));
            representation.write(ranges.get(i), out);
        }
        out.write(end);
    }

    private byte[] head(String boundary, ByteRange range) {
        return "\r\n--%s\r\ncontent-type: %s\r\ncontent-range: %s\r\n\r\n"
                .formatted(boundary, representation.contentType(), range.contentRange(representation.length()))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
