package dev.http2bin.bin.judgment;

import dev.http2bin.bin.judgment.Judgment.Result;
import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.ConnectionView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All judgments of one client by one of its connections: RFC 9113's demands first, then speed, then habits. */
public record Judgments(List<Judgment> all) {
    /** How long a client may take to answer SETTINGS and PING. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Judges by what the wire has shown so far; on the connection's I/O thread. */
    public static Judgments of(Connection connection) {
        ClientView client = connection.wire().client();
        ConnectionView view = connection.view();
        return new Judgments(Stream.of(
                        new Demands(client, view).judgments(),
                        new Speed(client, view).judgments(),
                        new Habits(client, view).judgments())
                .flatMap(List::stream)
                .toList());
    }

    /** Over HTTP/1.1 there is nothing to judge. */
    public static Judgments http1(String protocol) {
        return new Judgments(List.of(Judgment.unseen(
                "protocol",
                "This request came over " + protocol + ", which has nothing of what is judged.",
                "over HTTP/2")));
    }

    public List<Judgment> notFine() {
        return all.stream().filter(judgment -> !judgment.fine()).toList();
    }

    /** The names of those that are fine. */
    public List<String> fine() {
        return all.stream().filter(Judgment::fine).map(Judgment::name).toList();
    }

    /** How many came to which result, in words. */
    public String summary() {
        return Arrays.stream(Result.values()).map(this::count).collect(Collectors.joining(", "));
    }

    private String count(Result result) {
        long number =
                all.stream().filter(judgment -> judgment.result() == result).count();
        return number + " "
                + switch (result) {
                    case NOTE -> "to note";
                    case UNSEEN -> "not seen yet";
                    default -> result.name().toLowerCase(Locale.ROOT);
                };
    }
}
