package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.Setting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one client meets what RFC 9113 asks of it, gathered as frames come and leave. */
final class ClientDuties {
    /** A client can make the server remember no more streams. */
    private static final int MOST = 128;

    /** What SETTINGS say that leave MAX_CONCURRENT_STREAMS as it is. */
    private static final long SAME = -1;

    /** Frames that the client has to answer. */
    static final class Awaited {
        private long answered;
        private long missing;
        private long since;

        void sent(long now) {
            if (missing++ == 0) {
                since = now;
            }
        }

        /** What is still missing may have been sent a moment ago. */
        void answered(long now) {
            if (missing > 0) {
                answered++;
                missing--;
                since = now;
            }
        }

        ClientView.Replies view(long now) {
            return new ClientView.Replies(answered, missing, missing == 0 ? 0 : now - since);
        }
    }

    private final Awaited settings = new Awaited();
    private final Awaited pings = new Awaited();
    /** MAX_CONCURRENT_STREAMS by each SETTINGS frame that waits for its ACK, in their order. */
    private final Deque<Long> limitsToCome = new ArrayDeque<>();

    private @Nullable Long limit;
    private int most;
    private @Nullable Long reached;
    private long over;
    private long early;
    private long refusals;
    private long goAwaySent;
    private long streamsAfterGoAway;
    private long lastAfterGoAway;
    private long cancelled;
    private long resetByServer;
    private long resetsAnswered;
    private final Set<Integer> reset = new LinkedHashSet<>();

    Awaited settings() {
        return settings;
    }

    Awaited pings() {
        return pings;
    }

    /** The server sends SETTINGS, which count once the client has acknowledged them. */
    void limitToCome(List<Setting> sent) {
        limitsToCome.add(sent.stream()
                .filter(setting -> setting.id() == Setting.MAX_CONCURRENT_STREAMS)
                .mapToLong(Setting::value)
                .reduce(SAME, (before, value) -> value));
    }

    /** The client acknowledged SETTINGS; ACKs come in the order of what they answer. */
    void limitKnown() {
        Long known = limitsToCome.poll();
        if (known != null && known != SAME) {
            limit = known;
            most = most < known ? most : 0; // by the old limit it may have had more
        }
    }

    /** The highest limit that the client may go by: it may have read SETTINGS whose ACK has not come. */
    private long highest() {
        long acknowledged = limit == null ? Long.MAX_VALUE : limit;
        return limitsToCome.stream().reduce(acknowledged, Math::max);
    }

    /** The client opened a stream, with which this many are open. */
    void opened(int open) {
        most = Math.max(most, open);
        if (limit != null && open >= limit && open >= highest()) {
            reached = (long) open;
        }
    }

    /** The client opened a stream beyond those that are open, and the server refused it as one too many. */
    void refusedBeyond(int open) {
        if (limit == null) {
            early++;
        } else if (open >= highest()) {
            over++;
        }
    }

    /** The server refused a request with REFUSED_STREAM. */
    void refused() {
        refusals++;
    }

    void goAway(long now) {
        goAwaySent = now;
    }

    /** The client opened a stream that the server's GOAWAY excludes. */
    void afterGoAway(long now) {
        streamsAfterGoAway++;
        lastAfterGoAway = now - goAwaySent;
    }

    /** The client reset a stream before the response was whole. */
    void cancelled() {
        cancelled++;
    }

    /** The server reset a stream before its response began. */
    void resetByServer(int streamId) {
        resetByServer++;
        if (reset.size() == MOST) {
            reset.remove(reset.iterator().next());
        }
        reset.add(streamId);
    }

    /** RST_STREAM came. */
    void resetByClient(int streamId) {
        if (!reset.isEmpty() && reset.remove(streamId)) {
            resetsAnswered++;
        }
    }

    ClientView.StreamLimit streamLimit() {
        return new ClientView.StreamLimit(limit, most, reached, over, early);
    }

    ClientView.Refusals refusals(long retries) {
        return new ClientView.Refusals(refusals, retries);
    }

    ClientView.GoAway goAway() {
        return new ClientView.GoAway(goAwaySent != 0, streamsAfterGoAway, lastAfterGoAway);
    }

    ClientView.Resets resets() {
        return new ClientView.Resets(cancelled, resetByServer, resetsAnswered);
    }
}
