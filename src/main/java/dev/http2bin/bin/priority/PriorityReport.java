package dev.http2bin.bin.priority;

import dev.http2bin.bin.connection.TextLines;
import dev.http2bin.bin.content.Seconds;
import dev.http2bin.http2.ledger.ConnectionView.Content;
import dev.http2bin.http2.ledger.ConnectionView.StreamView;
import dev.http2bin.http2.ledger.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which order the server sent the responses of a run, beside the order that the client asked for.
 *
 * @param asked the numbers of the responses, the most urgent first; those that are as urgent in the order of their requests
 * @param sent the numbers of the responses in the order in which they were sent to their ends
 * @param obeyed whether no response ended behind one that was to wait for it, and the server sent at most one frame of others
 *     between the first and the last byte of the most urgent one; null if that cannot be said
 * @param findings in plain words
 */
record PriorityReport(
        String id,
        List<Response> responses,
        List<Integer> asked,
        List<Integer> sent,
        @Nullable Boolean obeyed,
        List<String> findings)
        implements TextLines {

    /** What may be on its way before a more urgent response is known: a DATA frame. */
    private static final long ONE_FRAME = 16_384;

    /** A response that is not longer may be in the socket before a more urgent one is requested. */
    private static final long SHORT = 100_000;

    /**
     * One response.
     *
     * @param protocol {@code HTTP/2} or {@code HTTP/1.1}
     * @param streamId null over HTTP/1.1
     * @param field the {@code priority} field of its request; null if there was none
     * @param priority what counted in the end: by the field, by PRIORITY_UPDATE, by the response; null until it ended
     * @param requested seconds from the start of the run
     * @param content null until the response has ended, and over HTTP/1.1
     */
    record Response(
            int number,
            String protocol,
            @Nullable Integer streamId,
            @Nullable String field,
            @Nullable String priority,
            BigDecimal requested,
            @Nullable SentContent content) {

        static Response of(PriorityRun run, PriorityRun.Sent sent) {
            StreamView stream = sent.stream();
            Duration requested = Duration.between(run.start(), stream == null ? sent.requested() : stream.created());
            return new Response(
                    sent.number(),
                    sent.protocol(),
                    sent.streamId() == 0 ? null : sent.streamId(),
                    sent.field(),
                    stream == null ? null : stream.priority(),
                    Seconds.of(requested),
                    stream == null ? null : SentContent.of(stream, requested));
        }
    }

    /**
     * The content of one response.
     *
     * @param first seconds from the start of the run to the first DATA frame
     * @param last seconds from the start of the run to the last DATA frame
     * @param bytes that were sent
     * @param interleaved bytes of other responses that were sent between the first and the last DATA frame
     * @param stalls how often it had to wait for its own flow-control window
     */
    record SentContent(BigDecimal first, BigDecimal last, long bytes, long interleaved, long stalls) {

        static @Nullable SentContent of(StreamView stream, Duration requested) {
            Content content = stream.content();
            return content == null
                    ? null
                    : new SentContent(
                            time(requested, content.first()),
                            time(requested, content.last()),
                            stream.dataOut(),
                            content.interleaved(),
                            stream.stalls().count());
        }

        private static BigDecimal time(Duration requested, double seconds) {
            return Seconds.of(requested.plusNanos(Math.round(seconds * 1e9)));
        }
    }

    /** A response that was sent to its end over HTTP/2. */
    private record Whole(int number, int streamId, Priority priority, SentContent content) {
        int urgency() {
            return priority.urgency();
        }

        /** Whether this one is to end before another. */
        boolean precedes(Whole other) {
            return priority.precedes(streamId, other.priority, other.streamId);
        }

        boolean endedBehind(Whole other) {
            return content.last().compareTo(other.content.last()) > 0;
        }
    }

    static PriorityReport of(PriorityRun run) {
        List<PriorityRun.Sent> sent = run.sent();
        List<Response> responses =
                sent.stream().map(each -> Response.of(run, each)).toList();
        List<Whole> whole = whole(run, responses);
        List<Integer> asked =
                numbers(whole, Comparator.comparingInt(Whole::urgency).thenComparingInt(Whole::streamId));
        List<Integer> order =
                numbers(whole, Comparator.comparing(each -> each.content().last()));
        List<String> findings = new ArrayList<>(obstacles(run, sent, whole));
        Boolean obeyed = null;
        if (findings.isEmpty()) {
            Whole urgent =
                    whole.stream().min(Comparator.comparingInt(Whole::urgency)).orElseThrow();
            boolean inOrder = whole.stream()
                    .noneMatch(one -> whole.stream().anyMatch(other -> one.precedes(other) && one.endedBehind(other)));
            boolean kept = inOrder && urgent.content().interleaved() <= ONE_FRAME;
            boolean stalled = urgent.content().stalls() > 0;
            obeyed = (kept || !stalled) ? Boolean.valueOf(kept) : null;
            findings.add(
                    inOrder
                            ? "The responses ended in the order that was asked for: " + text(order) + "."
                            : "The responses ended in the order %s, but were asked for in the order %s."
                                    .formatted(text(order), text(asked)));
            findings.add(overlap(urgent));
            if (stalled) {
                findings.add(
                        "Response %d had to wait %s for its own flow-control window, so others were sent meanwhile. Ask with a larger SETTINGS_INITIAL_WINDOW_SIZE."
                                .formatted(
                                        urgent.number(), times(urgent.content().stalls())));
            }
        }
        return new PriorityReport(run.id(), responses, asked, order, obeyed, List.copyOf(findings));
    }

    private static List<Whole> whole(PriorityRun run, List<Response> responses) {
        List<Whole> whole = new ArrayList<>();
        for (Response response : responses) {
            SentContent content = response.content();
            if (content != null
                    && content.bytes() == run.length()
                    && response.streamId() != null
                    && response.priority() != null) {
                Priority priority = Priority.parse(response.priority());
                whole.add(new Whole(response.number(), response.streamId(), priority, content));
            }
        }
        return whole;
    }

    private static List<Integer> numbers(List<Whole> responses, Comparator<Whole> order) {
        return responses.stream().sorted(order).map(Whole::number).toList();
    }

    /** The reasons for which nothing can be said of the order. */
    private static List<String> obstacles(PriorityRun run, List<PriorityRun.Sent> sent, List<Whole> whole) {
        List<String> found = new ArrayList<>();
        List<PriorityRun.Sent> http1 =
                sent.stream().filter(each -> each.streamId() == 0).toList();
        long connections =
                sent.stream().map(PriorityRun.Sent::connection).distinct().count();
        if (!http1.isEmpty()) {
            found.add("Response %d was requested over %s, which sends one response at a time on a connection."
                    .formatted(http1.get(0).number(), http1.get(0).protocol()));
        } else if (connections > 1) {
            found.add("The requests came on %d connections. A priority counts among the responses of one."
                    .formatted(connections));
        }
        if (sent.size() < run.responses()) {
            found.add("%d of %d responses were requested so far.".formatted(sent.size(), run.responses()));
        } else if (http1.isEmpty() && whole.size() < run.responses()) {
            found.add("%d of %d responses were sent to their ends so far.".formatted(whole.size(), run.responses()));
        }
        if (found.isEmpty()) {
            found.addAll(sameness(run, sent, whole));
        }
        return found;
    }

    private static List<String> sameness(PriorityRun run, List<PriorityRun.Sent> sent, List<Whole> whole) {
        List<String> found = new ArrayList<>();
        if (!run.obey()) {
            found.add(
                    "The run was asked for with obey=false: each response says '%s' itself, which overrides the client (RFC 9218 §8)."
                            .formatted(PriorityController.ALIKE));
        } else if (whole.stream().map(Whole::urgency).distinct().count() == 1) {
            found.add(
                    sent.stream().allMatch(each -> each.field() == null)
                            ? "No request had a priority field: the client sends none, or a proxy on the way drops it."
                            : "All requests were as urgent, so every order is right.");
        }
        if (run.length() <= SHORT) {
            found.add(
                    "Responses of %d bytes may be in the socket before the urgent one is requested. Ask for a longer 'length'."
                            .formatted(run.length()));
        }
        return found;
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String text(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String overlap(Whole urgent) {
        return "Between the first and the last byte of response %d, the most urgent one, the server sent %d bytes of others in %s ms."
                .formatted(
                        urgent.number(),
                        urgent.content().interleaved(),
                        urgent.content()
                                .last()
                                .subtract(urgent.content().first())
                                .movePointRight(3)
                                .toPlainString());
    }

    @Override
    public Stream<String> lines() {
        return findings.stream();
    }
}
