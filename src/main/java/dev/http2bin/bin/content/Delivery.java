package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeTypeUtils;

/** The answer to a GET or HEAD of a representation: conditions, then ranges (RFC 9110 §13 and §14). */
public final class Delivery {

    /** The request's fields that matter. */
    public static final List<String> CONDITIONS = List.of(
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.IF_UNMODIFIED_SINCE,
            HttpHeaders.IF_RANGE,
            HttpHeaders.RANGE);

    private final Representation representation;
    private final HttpHeaders fields = new HttpHeaders();
    private final List<Piece> body = new ArrayList<>();
    private HttpStatus status = HttpStatus.OK;
    private String contentType = "";
    private long length;

    private Delivery(Representation representation) {
        this.representation = representation;
    }

    /**
     * Decides on the answer.
     *
     * @param method GET or HEAD
     * @param conditions at least those fields of the request that {@link #CONDITIONS} names
     * @throws Problem 412 or 416
     */
    public static Delivery of(Representation representation, String method, HttpHeaders conditions) {
        Delivery delivery = new Delivery(representation);
        switch (Preconditions.evaluate(conditions, representation)) {
            case FAILED ->
                throw Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        "It changed, or never was what you named. Its etag is now "
                                + representation.etag().formattedTag() + ".");
            case NOT_MODIFIED -> {
                delivery.status = HttpStatus.NOT_MODIFIED;
                delivery.validators();
            }
            case PROCEED -> delivery.proceed(method, conditions);
        }
        return delivery;
    }

    public HttpStatus status() {
        return status;
    }

    /** The fields of the answer in order, but content-type and content-length. */
    public HttpHeaders fields() {
        return fields;
    }

    /** Whether a GET's answer would have content; false for 304. */
    public boolean hasContent() {
        return status != HttpStatus.NOT_MODIFIED;
    }

    /** The content-type; empty without content. */
    public String contentType() {
        return contentType;
    }

    /** The content-length in bytes. */
    public long length() {
        return length;
    }

    /** Opens the bytes to send, none for HEAD and 304; reading never waits for more than a disk. */
    public ReadableByteChannel open() {
        return new Pieces(body);
    }

    private void proceed(String method, HttpHeaders conditions) {
        // Only GET has ranges (RFC 9110 §14.2).
        String range = method.equals("GET") ? Preconditions.only(conditions, HttpHeaders.RANGE) : null;
        Optional<List<ByteRange>> asked = range != null && Preconditions.rangeApplies(conditions, representation)
                ? RangeHeader.parse(range, representation.length())
                : Optional.empty();
        validators();
        if (asked.isEmpty()) {
            whole();
        } else if (asked.get().size() == 1) {
            part(asked.get().get(0));
        } else {
            parts(asked.get());
        }
        if (method.equals("HEAD")) {
            body.clear();
        }
    }

    private void validators() {
        fields.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        fields.set(HttpHeaders.ETAG, representation.etag().formattedTag());
        Instant changed = representation.lastModified();
        if (changed != null) {
            fields.setLastModified(changed);
        }
    }

    private void whole() {
        contentType = representation.contentType();
        if (representation.length() > 0) {
            add(new ByteRange(0, representation.length() - 1));
        }
    }

    private void part(ByteRange range) {
        status = HttpStatus.PARTIAL_CONTENT;
        contentType = representation.contentType();
        fields.set(HttpHeaders.CONTENT_RANGE, range.contentRange(representation.length()));
        add(range);
    }

    /** Multipart/byteranges (RFC 9110 §14.6). */
    private void parts(List<ByteRange> ranges) {
        String boundary = MimeTypeUtils.generateMultipartBoundaryString();
        status = HttpStatus.PARTIAL_CONTENT;
        contentType = "multipart/byteranges; boundary=" + boundary;
        for (ByteRange range : ranges) {
            add("\r\n--%s\r\ncontent-type: %s\r\ncontent-range: %s\r\n\r\n"
                    .formatted(boundary, representation.contentType(), range.contentRange(representation.length())));
            add(range);
        }
        add("\r\n--" + boundary + "--\r\n");
    }

    /** The piece knows nothing of this object, whose fields need not stay in memory while the body is sent. */
    private void add(ByteRange range) {
        length += range.length();
        Representation opened = representation;
        body.add(() -> opened.open(range));
    }

    private void add(String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        length += octets.length;
        body.add(() -> Channels.newChannel(new ByteArrayInputStream(octets)));
    }

    /** A part of the body that is opened when its turn comes. */
    interface Piece {
        ReadableByteChannel open() throws IOException;
    }
}
