package dev.http2bin.http2.hpack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Header blocks as hex and field lists as lines of {@code name: value}. */
final class Blocks {

    private Blocks() {}

    static ByteBuffer hex(String octets) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(octets.replaceAll("\\s", "")));
    }

    static String hex(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    static List<HeaderField> fields(String lines) {
        return lines.lines().map(Blocks::field).toList();
    }

    static HeaderField field(String line) {
        int colon = line.indexOf(':', 1);
        return new HeaderField(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }

    static String lines(List<HeaderField> fields) {
        return fields.stream()
                .map(field -> field.name() + ": " + field.value() + "\n")
                .collect(Collectors.joining());
    }

    static ByteBuffer encode(HpackEncoder encoder, List<HeaderField> fields) {
        ByteBuffer block = ByteBuffer.allocate(HpackEncoder.maxEncodedSize(fields));
        encoder.encode(fields, block);
        return block.flip();
    }

    static List<HeaderField> decode(HpackDecoder decoder, ByteBuffer block) throws HpackException {
        List<HeaderField> fields = new ArrayList<>();
        decoder.decode(block, Integer.MAX_VALUE, Integer.MAX_VALUE, (field, representation) -> fields.add(field));
        return fields;
    }

    /** The same with each octet in a fragment of its own. */
    static List<HeaderField> decodeByOctet(HpackDecoder decoder, ByteBuffer block) throws HpackException {
        List<HeaderField> fields = new ArrayList<>();
        decoder.begin(Integer.MAX_VALUE, Integer.MAX_VALUE, (field, representation) -> fields.add(field));
        for (int i = 0; i < block.limit(); i++) {
            decoder.fragment(block.slice(i, 1));
        }
        decoder.end();
        return fields;
    }

    static List<Representation> representations(HpackDecoder decoder, ByteBuffer block) throws HpackException {
        List<Representation> representations = new ArrayList<>();
        decoder.decode(block, Integer.MAX_VALUE, Integer.MAX_VALUE, (field, r) -> representations.add(r));
        return representations;
    }
}
