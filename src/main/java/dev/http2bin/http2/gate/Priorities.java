package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Priority;
import dev.http2bin.http2.ledger.Stream;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is said of the priorities of responses (RFC 9218): by a request, by PRIORITY_UPDATE, by a response. */
final class Priorities {
    /** Bytes of a PRIORITY_UPDATE frame that are read; the value of a longer one says nothing. */
    static final int MOST_READ = 256;

    private final Connection connection;
    private final OwnSettings settings;
    /** What PRIORITY_UPDATE said of streams that are still to be opened. */
    private final NavigableMap<Integer, Priority> early = new TreeMap<>();

    Priorities(Connection connection, OwnSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** A request opened a stream. What PRIORITY_UPDATE said before counts, whatever the request says (RFC 9218 §7). */
    void opened(Stream stream) {
        Priority said = early.get(stream.id());
        if (said == null) {
            String field = Priority.field(stream.requestFields());
            said = field == null ? Priority.DEFAULT : Priority.parse(field);
        }
        stream.priority(said);
        if (!early.isEmpty()) {
            early.headMap(stream.id(), true).clear(); // lower streams are closed now (RFC 9113 §5.1.1)
        }
    }

    /** A response begins, whose field counts more than what the client said, as far as it goes (RFC 9218 §8). */
    void answered(Stream stream, List<HeaderField> response) {
        String said = Priority.field(response);
        if (said != null) {
            stream.priority(stream.priority().with(said));
        }
    }

    /**
     * PRIORITY_UPDATE came (RFC 9218 §7.1).
     *
     * @param value of the field
     */
    void update(int streamId, String value) throws Http2Exception {
        if (streamId % 2 == 0) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "PRIORITY_UPDATE for stream " + streamId);
        }
        Stream stream = connection.stream(streamId);
        if (stream != null) {
            stream.priority(Priority.parse(value));
        } else if (streamId > connection.lastStreamId()) {
            early.put(streamId, Priority.parse(value));
            if (early.size() + connection.streams().size() > settings.maxConcurrentStreams()) {
                throw new Http2Exception(
                        ErrorCode.PROTOCOL_ERROR, "PRIORITY_UPDATE for more streams than may be open at once");
            }
        }
    }
}
