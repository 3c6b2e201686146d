package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Priority;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The responses of one connection that have more to send, and the order in which they do (RFC 9218 §10): the most urgent first. Of
 * those that are as urgent, responses that are not incremental go one after the other, in the order of their requests; incremental
 * ones, and the first of the others, take turns. A response that was passed over for long has a turn all the same.
 *
 * <p>A response that is let go has its turn until it waits, has nothing to send, or ends. It waits once a more urgent response
 * comes. A turn lapses if its response does not go on: soon if a worker writes it, which may have long to do before it writes again.
 */
final class SendOrder {
    /** How long the turn of a response lasts after what a worker wrote of it. */
    static final Duration LAPSE = Duration.ofMillis(10);

    /** The same if the I/O thread writes, which says so when it has nothing to write; from when another response asks for the turn. */
    private static final Duration LONG_LAPSE = Duration.ofSeconds(1);

    private static final long UNASKED = Long.MAX_VALUE;

    /** What a response that was passed over for long may send in its turn, whatever is more urgent. */
    private static final int LATE_TURN = 16_384;

    private static final class Waiting {
        Runnable writer = () -> {};
        final long since = System.nanoTime();
        /** Whether it could send if it were its turn. */
        boolean passedOver;

        long passedOverSince;
        /** What the connection had sent by then. */
        long sentThen;
    }

    private static final class Turn {
        final Stream stream;
        /** {@link #UNASKED} until another response asks for the turn, if the I/O thread writes. */
        long lapses;
        /** Bytes that may be sent although others are more urgent. */
        int late;

        Turn(Stream stream, long lapses, int late) {
            this.stream = stream;
            this.lapses = lapses;
            this.late = late;
        }
    }

    private final Connection connection;
    private final LongSupplier sent;
    private final long patience;
    private final Map<Stream, Waiting> waiting = new LinkedHashMap<>();
    /** Mostly one or none: a search is faster than a hash. */
    private final List<Turn> turns = new ArrayList<>();

    /**
     * An order without responses.
     *
     * @param sent bytes of DATA that the connection has sent so far
     * @param patience how long a response is passed over before it has a turn
     */
    SendOrder(Connection connection, LongSupplier sent, Duration patience) {
        this.connection = connection;
        this.sent = sent;
        this.patience = patience.toNanos();
    }

    /** Whether no response waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The streams whose responses wait. */
    Iterable<Stream> streams() {
        return waiting.keySet();
    }

    /** A response waits, with what lets it go on; that takes the place of what did so before. */
    void await(Stream stream, Runnable writer) {
        endTurn(stream);
        waiting.computeIfAbsent(stream, unused -> new Waiting()).writer = writer;
    }

    /** A response that waits could send, and another goes first; or it could not send anyway. */
    void passedOver(Stream stream, boolean could) {
        Waiting waits = waiting.get(stream);
        if (waits == null || waits.passedOver == could) {
            return;
        }
        if (could) {
            waits.passedOver = true;
            waits.passedOverSince = System.nanoTime();
            waits.sentThen = sent.getAsLong();
        } else {
            report(stream, waits);
        }
    }

    private void report(Stream stream, Waiting waits) {
        if (waits.passedOver) {
            waits.passedOver = false;
            connection.passedOver(stream, System.nanoTime() - waits.passedOverSince, sent.getAsLong() - waits.sentThen);
        }
    }

    /** A response has its turn; returns what lets it go on, or null if it did not wait. */
    @Nullable Runnable begin(Stream stream) {
        long now = System.nanoTime();
        Waiting waited = waiting.get(stream);
        endTurn(stream);
        turns.add(new Turn(stream, UNASKED, waited != null && isLate(waited, now) ? LATE_TURN : 0));
        return stopWaiting(stream);
    }

    /**
     * A response that did not yield is about to send these bytes, and perhaps more.
     *
     * @param byWorker whether a worker writes it, not the I/O thread
     */
    void sends(Stream stream, int bytes, boolean byWorker) {
        long lapses = byWorker ? System.nanoTime() + LAPSE.toNanos() : UNASKED;
        Turn turn = turn(stream);
        if (turn == null) {
            turns.add(new Turn(stream, lapses, 0));
            return;
        }
        turn.lapses = lapses;
        turn.late -= Math.min(turn.late, bytes);
    }

    /** A response has nothing to send for now, or has ended; returns what would have let it go on, or null if it did not wait. */
    @Nullable Runnable remove(Stream stream) {
        endTurn(stream);
        return stopWaiting(stream);
    }

    private @Nullable Runnable stopWaiting(Stream stream) {
        Waiting removed = waiting.isEmpty() ? null : waiting.remove(stream);
        if (removed == null) {
            return null;
        }
        report(stream, removed);
        return removed.writer;
    }

    /**
     * Whether a response has to let another go first.
     *
     * @param ready whether a response could send; those that could not are passed over
     */
    boolean yields(Stream stream, Predicate<Stream> ready) {
        Turn own = turn(stream);
        if (waiting.isEmpty() && turns.size() == (own == null ? 0 : 1)) {
            return false;
        }
        boolean late = own != null && own.late > 0;
        return !late && (precedes(waiting.keySet(), stream, ready) || precedesInTurn(stream, ready));
    }

    /** The response that is to send next, of those that are ready; null if there is none, or if another has its turn. */
    @Nullable Stream next(Predicate<Stream> ready) {
        Stream passedOver = passedOver(ready);
        if (passedOver != null) {
            return passedOver;
        }
        Stream next = mostUrgent(ready);
        return next == null || precedesInTurn(next, ready) ? null : next;
    }

    /** Whether a response that precedes another has its turn, which has not lapsed. */
    private boolean precedesInTurn(Stream stream, Predicate<Stream> ready) {
        long now = System.nanoTime();
        for (Turn turn : turns) {
            if (turn.lapses == UNASKED) {
                turn.lapses = now + LONG_LAPSE.toNanos();
            }
        }
        turns.removeIf(turn -> now - turn.lapses > 0);
        for (Turn turn : turns) {
            if (precedes(turn.stream, stream) && ready.test(turn.stream)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Turn turn(Stream stream) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).stream == stream) {
                return turns.get(i);
            }
        }
        return null;
    }

    private void endTurn(Stream stream) {
        Turn turn = turn(stream);
        if (turn != null) {
            turns.remove(turn);
        }
    }

    private boolean isLate(Waiting waits, long now) {
        return now - waits.since > patience;
    }

    private @Nullable Stream passedOver(Predicate<Stream> ready) {
        long now = System.nanoTime();
        for (Map.Entry<Stream, Waiting> each : waiting.entrySet()) {
            if (isLate(each.getValue(), now) && ready.test(each.getKey())) {
                return each.getKey();
            }
        }
        return null;
    }

    private @Nullable Stream mostUrgent(Predicate<Stream> ready) {
        Stream longest = null; // of the most urgent, the one that waits for the longest time
        Stream first = null; // of the most urgent that are not incremental, the one that was requested first
        for (Stream stream : waiting.keySet()) {
            Priority priority = stream.priority();
            if ((longest != null && priority.urgency() > longest.priority().urgency()) || !ready.test(stream)) {
                continue;
            }
            if (longest == null || priority.urgency() < longest.priority().urgency()) {
                longest = stream;
                first = null;
            }
            if (!priority.incremental() && (first == null || stream.id() < first.id())) {
                first = stream;
            }
        }
        return longest == null || longest.priority().incremental() ? longest : first;
    }

    private static boolean precedes(Iterable<Stream> others, Stream stream, Predicate<Stream> ready) {
        for (Stream other : others) {
            if (precedes(other, stream) && ready.test(other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean precedes(Stream one, Stream other) {
        return one.priority().precedes(one.id(), other.priority(), other.id());
    }
}
