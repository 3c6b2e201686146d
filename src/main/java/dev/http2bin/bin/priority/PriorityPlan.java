package dev.http2bin.bin.priority;

import dev.http2bin.bin.connection.TextLines;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The requests that make a run, in their order.
 *
 * @param report where the report of the run is to be had
 * @param curl a command that makes these requests on one connection, and then asks for the report
 */
record PriorityPlan(String id, List<Planned> requests, String report, String curl) implements TextLines {

    /**
     * One request.
     *
     * @param priority the value of its {@code priority} field
     */
    record Planned(String path, String priority) {}

    /** @param origin such as {@code https://localhost:8443}, with the context path if there is one */
    static PriorityPlan of(PriorityRun run, String origin) {
        List<Planned> requests = IntStream.rangeClosed(1, run.responses())
                .mapToObj(number -> new Planned(
                        "/priority/response?id=" + run.id() + "&number=" + number, "u=" + run.urgency(number)))
                .toList();
        String report = "/priority/report?id=" + run.id();
        String urls = requests.stream()
                .map(each -> "-s -o /dev/null -H 'priority: %s' '%s%s'".formatted(each.priority(), origin, each.path()))
                .collect(Collectors.joining(" --next "));
        return new PriorityPlan(
                run.id(), requests, report, "curl -Z %s && curl -s '%s%s'".formatted(urls, origin, report));
    }

    @Override
    public Stream<String> lines() {
        return Stream.of(
                "# Request these on one connection, in this order. Their content is sent once all have been requested.",
                curl);
    }
}
