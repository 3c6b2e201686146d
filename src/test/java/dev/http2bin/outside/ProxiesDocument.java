package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What docs/proxies.md says of each proxy. */
final class ProxiesDocument {
    private static final Pattern PROXY = Pattern.compile("(.+?) ([0-9.]+)(.*)");

    private ProxiesDocument() {}

    /** What passes through one: the version of the proxy, and under each heading what happens. */
    record Row(String version, Map<String, String> cells) {

        /** The cells, of those that say "this or that" what was found if that is one of the two. */
        Map<String, String> chosen(Map<String, String> found) {
            Map<String, String> chosen = new LinkedHashMap<>();
            cells.forEach((heading, cell) -> {
                String seen = found.getOrDefault(heading, "");
                chosen.put(heading, List.of(cell.split(" or ")).contains(seen) ? seen : cell);
            });
            return chosen;
        }
    }

    /** The rows about what passes through, by the names of the proxies. */
    static Map<String, Row> rows() throws IOException {
        List<List<String>> lines = table("What passes through");
        List<String> headings = lines.get(0);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (List<String> line : lines.subList(2, lines.size())) {
            Matcher proxy = PROXY.matcher(line.get(0));
            assertThat(proxy.matches()).as(line.get(0)).isTrue();
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 1; i < headings.size(); i++) {
                cells.put(headings.get(i), line.get(i));
            }
            rows.put(proxy.group(1) + proxy.group(3), new Row(proxy.group(2), cells));
        }
        return rows;
    }

    /** The line that keeps a client's {@code Forwarded} from the service, as code. */
    static String lineAboutForwarded(String name) throws IOException {
        return table("Who the client is").stream()
                .filter(line -> line.get(0).equals(name))
                .map(line -> line.get(1))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of the first table below a heading, the two of its head among them. */
    private static List<List<String>> table(String heading) throws IOException {
        Matcher table = Pattern.compile("(?s)\n## " + heading + "\n.*?\n(\\|.*?)\n\n")
                .matcher(Files.readString(Path.of("docs/proxies.md")));
        assertThat(table.find()).isTrue();
        return table.group(1).lines().map(ProxiesDocument::cells).toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
    }
}
