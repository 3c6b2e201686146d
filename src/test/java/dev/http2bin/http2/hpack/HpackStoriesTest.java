package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The stories of hpack-test-case: each a connection's header lists, and their blocks as other encoders wrote them. */
class HpackStoriesTest {

    private static final Path STORIES = Path.of("../shared/hpack-test-case");

    @TestFactory
    Stream<DynamicTest> goHpackDecodes() throws IOException {
        return stories("go-hpack", HpackStoriesTest::assertDecodes);
    }

    @TestFactory
    Stream<DynamicTest> nghttp2WithChangingTableSizeDecodes() throws IOException {
        return stories("nghttp2-change-table-size", HpackStoriesTest::assertDecodes);
    }

    @TestFactory
    Stream<DynamicTest> rawDataRoundTrips() throws IOException {
        return stories("raw-data", HpackStoriesTest::assertRoundTrips);
    }

    private static void assertDecodes(JsonNode cases) throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        HpackDecoder byOctet = new HpackDecoder(4096);
        for (JsonNode step : cases) {
            if (step.has("header_table_size")) {
                decoder.maxTableSize(step.get("header_table_size").asInt());
                byOctet.maxTableSize(step.get("header_table_size").asInt());
            }
            ByteBuffer block = Blocks.hex(step.get("wire").asText());
            assertThat(Blocks.decodeByOctet(byOctet, block))
                    .as("seqno %s, octet by octet", step.get("seqno"))
                    .isEqualTo(headers(step));
            assertThat(Blocks.decode(decoder, block))
                    .as("seqno %s", step.get("seqno"))
                    .isEqualTo(headers(step));
        }
    }

    private static void assertRoundTrips(JsonNode cases) throws HpackException {
        for (boolean huffman : new boolean[] {true, false}) {
            HpackEncoder encoder = new HpackEncoder(4096, huffman);
            HpackDecoder decoder = new HpackDecoder(4096);
            for (JsonNode step : cases) {
                ByteBuffer block = Blocks.encode(encoder, headers(step));
                assertThat(Blocks.decode(decoder, block)).isEqualTo(headers(step));
                assertThat(decoder.table().entries()).isEqualTo(encoder.table().entries());
            }
        }
    }

    private static List<HeaderField> headers(JsonNode step) {
        List<HeaderField> headers = new ArrayList<>();
        for (JsonNode header : step.get("headers")) {
            header.fields()
                    .forEachRemaining(e ->
                            headers.add(new HeaderField(e.getKey(), e.getValue().asText())));
        }
        return headers;
    }

    private static Stream<DynamicTest> stories(String encoder, Story story) throws IOException {
        Path folder = STORIES.resolve(encoder);
        assumeTrue(Files.isDirectory(folder), () -> "no stories in " + folder + ": they come with the shared folder");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(all).hasSizeGreaterThan(30);
            return all.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), check(story, file)));
        }
    }

    private static Executable check(Story story, Path file) {
        return () -> {
            JsonNode cases = new ObjectMapper().readTree(file.toFile()).get("cases");
            assertThat(cases).isNotEmpty();
            story.check(cases);
        };
    }

    private interface Story {
        void check(JsonNode cases) throws HpackException;
    }
}
