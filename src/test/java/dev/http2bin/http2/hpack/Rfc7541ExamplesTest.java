package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7541 Appendix C, in both directions. */
class Rfc7541ExamplesTest {

    private static final String AUTHORITY = ":authority: www.example.com\n";
    private static final String NO_CACHE = "cache-control: no-cache\n";
    private static final String CUSTOM = "custom-key: custom-value\n";
    private static final List<String> REQUESTS = List.of(
            ":method: GET\n:scheme: http\n:path: /\n" + AUTHORITY,
            ":method: GET\n:scheme: http\n:path: /\n" + AUTHORITY + NO_CACHE,
            ":method: GET\n:scheme: https\n:path: /index.html\n" + AUTHORITY + CUSTOM);
    private static final List<String> REQUEST_TABLES =
            List.of(AUTHORITY, NO_CACHE + AUTHORITY, CUSTOM + NO_CACHE + AUTHORITY);

    private static final String PRIVATE = "cache-control: private\n";
    private static final String DATE_21 = "date: Mon, 21 Oct 2013 20:13:21 GMT\n";
    private static final String DATE_22 = "date: Mon, 21 Oct 2013 20:13:22 GMT\n";
    private static final String LOCATION = "location: https://www.example.com\n";
    private static final String GZIP = "content-encoding: gzip\n";
    private static final String COOKIE = "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1\n";
    private static final List<String> RESPONSES = List.of(
            ":status: 302\n" + PRIVATE + DATE_21 + LOCATION,
            ":status: 307\n" + PRIVATE + DATE_21 + LOCATION,
            ":status: 200\n" + PRIVATE + DATE_22 + LOCATION + GZIP + COOKIE);
    private static final List<String> RESPONSE_TABLES = List.of(
            LOCATION + DATE_21 + PRIVATE + ":status: 302\n",
            ":status: 307\n" + LOCATION + DATE_21 + PRIVATE,
            COOKIE + GZIP + DATE_22);
    /** Where set-cookie stays out of the table, as it does in our encoder. */
    private static final List<String> OUR_RESPONSE_TABLES =
            List.of(RESPONSE_TABLES.get(0), RESPONSE_TABLES.get(1), GZIP + DATE_22 + ":status: 307\n" + LOCATION);

    private static final List<String> C3 = List.of(
            "828684410f7777772e6578616d706c652e636f6d",
            "828684be58086e6f2d6361636865",
            "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565");
    private static final List<String> C4 = List.of(
            "828684418cf1e3c2e5f23a6ba0ab90f4ff",
            "828684be5886a8eb10649cbf",
            "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
    private static final List<String> C5 = List.of(
            "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d54"
                    + "6e1768747470733a2f2f7777772e6578616d706c652e636f6d",
            "4803333037c1c0bf",
            "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a6970" + "77"
                    + "38666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630"
                    + "303b2076657273696f6e3d31");
    private static final List<String> C6 = List.of(
            "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3",
            "4883640effc1c0bf",
            "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab" + "77"
                    + "ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007");

    @ParameterizedTest
    @CsvSource({"0a, 5, 10", "1f9a0a, 5, 1337", "2a, 8, 42"})
    void c1Integers(String wire, int prefix, int value) throws HpackException {
        BlockReader reader = new BlockReader();
        reader.open(Blocks.hex(wire));
        assertThat(reader.integer(prefix)).isEqualTo(value);
        assertThat(reader.hasRemaining()).isFalse();

        ByteBuffer written = ByteBuffer.allocate(8);
        HpackEncoder.integer(0, prefix, value, written);
        assertThat(Blocks.hex(written.flip())).isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource({
        "400a637573746f6d2d6b65790d637573746f6d2d686561646572, custom-key: custom-header, LITERAL_INDEXED, 55",
        "040c2f73616d706c652f70617468, :path: /sample/path, LITERAL, 0",
        "100870617373776f726406736563726574, password: secret, NEVER_INDEXED, 0",
        "82, :method: GET, INDEXED_STATIC, 0"
    })
    void c2RepresentationsDecode(String wire, String field, Representation representation, int tableSize)
            throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        boolean whole = decoder.decode(Blocks.hex(wire), 4096, 1, (decoded, how) -> {
            assertThat(decoded).isEqualTo(Blocks.field(field));
            assertThat(how).isEqualTo(representation);
        });
        assertThat(whole).isTrue();
        assertThat(decoder.table().size()).isEqualTo(tableSize);
        assertThat(decoder.table().entries()).isEqualTo(tableSize == 0 ? List.of() : List.of(Blocks.field(field)));
    }

    @ParameterizedTest
    @CsvSource({
        "400a637573746f6d2d6b65790d637573746f6d2d686561646572, custom-key: custom-header",
        "040c2f73616d706c652f70617468, :path: /sample/path",
        "82, :method: GET"
    })
    void c2RepresentationsEncode(String wire, String field) {
        assertEncodes(new HpackEncoder(4096, false), field, wire);
    }

    @Test
    void c3RequestsWithoutHuffman() throws HpackException {
        assertDecodes(4096, C3, REQUESTS, REQUEST_TABLES);
        assertEncodes(new HpackEncoder(4096, false), REQUESTS, C3, REQUEST_TABLES);
    }

    @Test
    void c4RequestsWithHuffman() throws HpackException {
        assertDecodes(4096, C4, REQUESTS, REQUEST_TABLES);
        assertEncodes(new HpackEncoder(4096, true), REQUESTS, C4, REQUEST_TABLES);
    }

    @Test
    void c5ResponsesWithoutHuffmanInATableOf256() throws HpackException {
        assertDecodes(256, C5, RESPONSES, RESPONSE_TABLES);
        assertEncodes(new HpackEncoder(256, false), RESPONSES, asOurs(C5), OUR_RESPONSE_TABLES);
    }

    @Test
    void c6ResponsesWithHuffmanInATableOf256() throws HpackException {
        assertDecodes(256, C6, RESPONSES, RESPONSE_TABLES);
        assertEncodes(new HpackEncoder(256, true), RESPONSES, asOurs(C6), OUR_RESPONSE_TABLES);
    }

    /** Our encoder announces its table of 256, and never indexes set-cookie; all other octets are the RFC's. */
    private static List<String> asOurs(List<String> wires) {
        return List.of("3fe101" + wires.get(0), wires.get(1), wires.get(2).replaceFirst("77(?=38|ad)", "1f28"));
    }

    private static void assertDecodes(int tableSize, List<String> wires, List<String> lists, List<String> tables)
            throws HpackException {
        HpackDecoder decoder = new HpackDecoder(tableSize);
        for (int i = 0; i < wires.size(); i++) {
            assertThat(Blocks.lines(Blocks.decode(decoder, Blocks.hex(wires.get(i)))))
                    .isEqualTo(lists.get(i));
            assertTable(decoder.table(), tables.get(i));
        }
    }

    private static void assertEncodes(
            HpackEncoder encoder, List<String> lists, List<String> wires, List<String> tables) {
        for (int i = 0; i < wires.size(); i++) {
            assertEncodes(encoder, lists.get(i), wires.get(i));
            assertTable(encoder.table(), tables.get(i));
        }
    }

    private static void assertEncodes(HpackEncoder encoder, String list, String wire) {
        assertThat(Blocks.hex(Blocks.encode(encoder, Blocks.fields(list)))).isEqualTo(wire);
    }

    private static void assertTable(DynamicTable table, String entries) {
        assertThat(Blocks.lines(table.entries())).isEqualTo(entries);
        assertThat(table.size())
                .isEqualTo(Blocks.fields(entries).stream()
                        .mapToInt(HeaderField::size)
                        .sum());
    }
}
