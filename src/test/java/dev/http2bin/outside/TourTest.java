package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * README's five-minute tour, run as printed but for the port numbers, in a folder where {@code certs/ca.pem} is the
 * service's. Comment lines below a command are what it prints: {@code …} stands for anything in its line, and alone in
 * a line for any number of lines.
 */
@Tag("outside")
@ExtendWith(SharedService.class)
class TourTest {

    private static final Pattern TOUR = Pattern.compile("(?s)\n## Five-minute tour\n(.*?)\n## ");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

    @TestFactory
    Stream<DynamicTest> everyCommandPrintsWhatTheReadmeSays(ServiceJar service) throws IOException {
        Tool.require("curl");
        Tool.require("nghttp");
        List<Step> steps = steps(ported(tour(), service));
        assertThat(steps).hasSizeBetween(12, 30);
        String exports = steps.stream()
                .map(Step::command)
                .filter(command -> command.startsWith("export "))
                .map(command -> command + "\n")
                .collect(Collectors.joining());
        Tool shell = Tool.require("sh").within(service.folder());
        return steps.stream().map(step -> dynamicTest(step.command(), () -> check(shell, exports, step)));
    }

    private static void check(Tool shell, String exports, Step step) {
        Run run = shell.run("-c", exports + step.command()).succeeded();

        assertThat(run.text().replace("\r", "").stripTrailing() + "\n").matches(step.printed());
    }

    private static String tour() throws IOException {
        var tour = TOUR.matcher(Files.readString(Path.of("README.md")));
        assertThat(tour.find()).isTrue();
        return tour.group(1);
    }

    private static String ported(String text, ServiceJar service) {
        return text.replace(":8443", ":" + service.base().getPort())
                .replace(":8444", ":" + service.http1().getPort())
                .replace(":9090", ":" + service.management().getPort());
    }

    private static List<Step> steps(String tour) {
        List<Step> steps = new ArrayList<>();
        BLOCK.matcher(tour).results().flatMap(block -> block.group(1).lines()).forEach(line -> {
            if (line.startsWith("#")) {
                steps.get(steps.size() - 1).output().add(line.substring(1).stripLeading());
            } else if (!line.isBlank()) {
                steps.add(new Step(line, new ArrayList<>()));
            }
        });
        return steps;
    }

    /** A command and the lines it prints. */
    private record Step(String command, List<String> output) {

        /** The lines as a pattern; a line's indentation and its end are not told apart. */
        Pattern printed() {
            String lines = output.stream().map(Step::line).collect(Collectors.joining());
            return Pattern.compile(output.isEmpty() ? "\n" : lines);
        }

        private static String line(String text) {
            if (text.equals("…")) {
                return "(?:.*\n)*";
            }
            return Stream.of(text.split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*", "[ \t]*", "[ \t]*\n"));
        }
    }
}
