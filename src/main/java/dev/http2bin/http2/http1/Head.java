package dev.http2bin.http2.http1;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.http1.Rule.Broken;
import dev.http2bin.http2.syntax.Authority;
import dev.http2bin.http2.syntax.ListField;
import dev.http2bin.http2.syntax.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request line and the fields behind it, read as they come. It is used again for the connection's next request. */
final class Head implements Lines.Reader {
    private final int maxSize;
    private final int maxFields;
    private final Lines lines = new Lines();
    private final FieldLine field = new FieldLine();
    private @Nullable RequestLine request;
    private int begin;
    private int fieldsBegin;
    private int fields;
    private @Nullable Authority host;
    private boolean hostIsCorrected;
    private long contentLength;
    private @Nullable String codings;
    private @Nullable String options;
    private @Nullable String expectations;
    private boolean upgrade;

    /**
     * A head of nothing yet.
     *
     * @param maxSize the most bytes of the request line, and the most bytes of all field lines
     * @param maxFields the most field lines
     */
    Head(int maxSize, int maxFields) {
        this.maxSize = maxSize;
        this.maxFields = maxFields;
    }

    /** Forgets the request before. */
    void clear() {
        lines.clear();
        request = null;
        begin = 0;
        fields = 0;
        host = null;
        hostIsCorrected = false;
        contentLength = -1;
        codings = null;
        options = null;
        expectations = null;
        upgrade = false;
    }

    /** Takes bytes until the head is whole; returns whether it is. */
    boolean read(ByteBuffer in) throws Broken {
        return lines.read(in, this);
    }

    /** Whether bytes of a request have come, of which the end has not. */
    boolean begun() {
        return lines.size() > 0;
    }

    @Override
    public boolean line(int start, int end) throws Broken {
        if (request == null) {
            if (start == end) {
                begin = end + 2; // an empty line before a request is no harm (RFC 9112 §2.2)
                return false;
            }
            Rule.TARGET_LENGTH.require(end - start <= maxSize);
            fieldsBegin = end + 2;
            request = RequestLine.read(new String(lines.bytes(), start, end - start, StandardCharsets.ISO_8859_1));
            return false;
        }
        if (start == end) {
            judge(request);
            return true;
        }
        field.read(lines.bytes(), start, end);
        fields++;
        Rule.FIELDS.require(fields <= maxFields && end - fieldsBegin <= maxSize);
        note();
        return false;
    }

    @Override
    public void check(int lineStart, int size) throws Broken {
        if (request != null) {
            Rule.FIELDS.require(size - fieldsBegin <= maxSize);
        } else if (size > maxSize) {
            throw new Broken(size - lineStart > maxSize ? Rule.TARGET_LENGTH : Rule.REQUEST_LINE);
        }
    }

    /** Remembers what a field says of the message's end and of its connection. */
    private void note() throws Broken {
        switch (field.nameLength()) {
            case 4 -> {
                if (field.isNamed("host")) {
                    Optional<Authority> named = Authority.parse(field.value());
                    Rule.HOST.require(host == null && named.isPresent());
                    host = named.orElseThrow();
                    hostIsCorrected = !host.withoutDots().toString().equals(field.value());
                }
            }
            case 6 -> {
                if (field.isNamed("expect")) {
                    expectations = joined(expectations);
                }
            }
            case 7 -> upgrade |= field.isNamed("upgrade");
            case 10 -> {
                if (field.isNamed("connection")) {
                    options = joined(options);
                }
            }
            case 14 -> {
                if (field.isNamed("content-length")) {
                    Rule.LENGTH.require(contentLength < 0);
                    contentLength = length(field.value());
                }
            }
            case 17 -> {
                if (field.isNamed("transfer-encoding")) {
                    codings = joined(codings);
                }
            }
            default -> {}
        }
    }

    private String joined(@Nullable String before) {
        return before == null ? field.value() : before + "," + field.value();
    }

    private static long length(String value) throws Broken {
        Rule.LENGTH.require(!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9'));
        Rule.LENGTH_LIMIT.require(value.length() <= 18);
        return Long.parseLong(value);
    }

    /** The rules that need the whole head. */
    private void judge(RequestLine line) throws Broken {
        Rule.HOST.require(host != null || line.isOld());
        if (codings == null) {
            return;
        }
        Rule.CODING_IN_1_0.require(!line.isOld());
        Rule.LENGTH_AND_CODING.require(contentLength < 0);
        List<String> all = ListField.elements(codings);
        int last = all.size() - 1;
        Rule.CODING_LAST.require(last >= 0 && all.indexOf("chunked") == last);
        Rule.CODING_UNKNOWN.require(last == 0);
    }

    /** The request line of a head that is whole. */
    RequestLine request() {
        if (request == null) {
            throw new IllegalStateException("no request line yet");
        }
        return request;
    }

    /** Whether the request is one whose answer has no content. */
    boolean isOfHead() {
        return request != null && request.method().equals("HEAD");
    }

    boolean isChunked() {
        return codings != null;
    }

    /** How many bytes of content follow that are not chunked. */
    long contentLength() {
        return Math.max(0, contentLength);
    }

    /** Whether the client offers another protocol. */
    boolean offersUpgrade() {
        return upgrade;
    }

    /** The fields in the order in which they came. */
    List<HeaderField> fields() {
        List<HeaderField> all = new ArrayList<>(fields);
        each(line -> all.add(line.field()));
        return all;
    }

    private void each(Consumer<FieldLine> taker) {
        byte[] bytes = lines.bytes();
        FieldLine each = new FieldLine();
        int start = fieldsBegin;
        for (int i = 0; i < fields; i++) {
            int end = start;
            while (bytes[end] != '\r') {
                end++;
            }
            try {
                each.read(bytes, start, end);
            } catch (Broken e) {
                throw new IllegalStateException(e); // it was read before
            }
            taker.accept(each);
            start = end + 2;
        }
    }

    /**
     * The head as Undertow is to see it: as it came, unless Undertow would take it for something else. Undertow knows methods
     * in any case, compares an absolute target with Host, takes a list for its only element, and refuses an empty port, an
     * IPv4 address inside an IPv6 literal, and what browsers leave in a query.
     */
    ByteBuffer forUndertow() {
        RequestLine line = request();
        String method = Method.distinct(line.method());
        Map<String, String> lists = lists(line);
        if (lists.isEmpty() && !hostIsCorrected && !line.isCorrected() && method.equals(line.method())) {
            return ByteBuffer.wrap(lines.bytes(), begin, lines.size() - begin);
        }
        Authority authority = line.authority() == null ? host : line.authority();
        StringBuilder head = new StringBuilder(lines.size());
        head.append(method).append(' ').append(line.corrected()).append(' ').append(line.version());
        head.append("\r\n");
        if (authority != null) {
            head.append("Host: ").append(authority.withoutDots()).append("\r\n");
        }
        lists.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        each(each -> {
            if (!each.isNamed("host") && !lists.containsKey(each.field().name())) {
                head.append(each.name()).append(": ").append(each.value()).append("\r\n");
            }
        });
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The fields that have other elements beside the one that Undertow looks for, with that alone. */
    private Map<String, String> lists(RequestLine line) {
        if (options == null && codings == null && expectations == null) {
            return Map.of();
        }
        Map<String, String> lists = new LinkedHashMap<>();
        reduce("connection", options, "close", lists);
        if (line.isOld()) {
            reduce("connection", options, "keep-alive", lists);
        }
        reduce("transfer-encoding", codings, "chunked", lists);
        reduce("expect", expectations, "100-continue", lists);
        return lists;
    }

    private static void reduce(String name, @Nullable String list, String element, Map<String, String> lists) {
        if (list != null && !list.equalsIgnoreCase(element) && ListField.has(list, element)) {
            lists.putIfAbsent(name, element);
        }
    }
}
