package dev.http2bin.bin.faults;

import java.util.List;
import java.util.Locale;

/** Every fault: how to ask for it, and which frames the client sees then. Views and the documentation read them here. */
enum Fault {
    RESET(
            "GET",
            "error=CANCEL&after=1000",
            "The server gives up one stream.",
            List.of(
                    "HEADERS with :status 200 and DATA of `after` octets; none of both where `after` is 0",
                    "RST_STREAM with the error code"),
            "Other streams go on. With error=REFUSED_STREAM and after=0 the request was not processed, and a client may"
                    + " send it again (RFC 9113 §8.7). With times=2 only the first two tries fail and the third is"
                    + " answered, so that the client's own retry can be seen to work. The tries are counted for each"
                    + " connection, or over all connections for a run that the client names itself: times=2&run=NAME. A"
                    + " client that tries again without end gets GOAWAY with ENHANCE_YOUR_CALM."),
    GOAWAY(
            "GET",
            "error=NO_ERROR",
            "The server leaves the connection in good order.",
            List.of(
                    "GOAWAY with the last stream id the server took, the error code and debug data",
                    "HEADERS and DATA with END_STREAM: the answer to this request",
                    "RST_STREAM REFUSED_STREAM for each stream opened afterwards",
                    "the end of the connection once its last stream ended"),
            "Streams that were open go on to their end; new requests belong on a new connection (RFC 9113 §6.8)."),
    STALL(
            "POST",
            "for=5s",
            "The server takes nothing of this upload for a while.",
            List.of(
                    "no WINDOW_UPDATE for this stream: the client may send what the stream's window allows and then waits",
                    "after the time WINDOW_UPDATEs again, at the end HEADERS and DATA with what was received"),
            "Other streams go on, as the connection's window is larger than the stream's. An upload that is smaller than"
                    + " the stream's window is sent at once and only its answer waits."),
    TRUNCATE(
            "GET",
            "declared=1000&sent=500",
            "A response shorter than it says.",
            List.of("HEADERS with content-length: `declared`", "DATA with `sent` octets and END_STREAM"),
            "Such a response is malformed: a client has to treat it as a stream error PROTOCOL_ERROR, not as the whole"
                    + " answer (RFC 9113 §8.1.1). Other streams go on."),
    MAX_STREAMS(
            "GET",
            "n=1",
            "Fewer streams at once from now on.",
            List.of(
                    "SETTINGS with MAX_CONCURRENT_STREAMS=`n`, which the client acknowledges",
                    "HEADERS and DATA: the answer, once the ACK came or five seconds are over",
                    "RST_STREAM REFUSED_STREAM for each stream over the limit"),
            "Streams that are open go on. The limit stays until another is asked for."),
    SETTINGS(
            "GET",
            "MAX_CONCURRENT_STREAMS=1000",
            "Any settings, valid or not: names of RFC 9113 or numbers such as 0x2a, each with its value.",
            List.of(
                    "SETTINGS with these entries, which the client acknowledges",
                    "HEADERS and DATA: the answer, once the ACK came or five seconds are over",
                    "from a client that checks them nothing more where one is invalid, such as ENABLE_PUSH=2: it ends the"
                            + " connection with GOAWAY"),
            "What is told beyond the server's own limits is not granted: with MAX_CONCURRENT_STREAMS=1000 the streams"
                    + " over 100 are refused, which shows how a client takes that."),
    PING_SILENCE(
            "GET",
            "for=5s",
            "The server answers no PING for a while, as if it were gone.",
            List.of("no PING with ACK for the client's PINGs in that time, nor later for these"),
            "All streams go on. A client that checks connections with PING should notice."),
    WINDOW(
            "GET",
            "size=1000",
            "Small windows for uploads from now on.",
            List.of(
                    "SETTINGS with INITIAL_WINDOW_SIZE=`size`, which the client acknowledges",
                    "HEADERS and DATA: the answer, once the ACK came or five seconds are over",
                    "for each upload many WINDOW_UPDATEs, none of more than `size`"),
            "It is about every upload of the connection, those that are open too: their windows shrink by the difference"
                    + " and may be negative (RFC 9113 §6.9.2). With size=0 they stand still."),
    HUGE_HEADERS(
            "GET",
            "bytes=20000",
            "A response with very large header fields.",
            List.of(
                    "HEADERS without END_HEADERS, then CONTINUATION until END_HEADERS, where `bytes` is more than a frame",
                    "DATA with END_STREAM"),
            "Other streams go on, unless the client takes the header list as too large and ends the connection: it said"
                    + " what it accepts in MAX_HEADER_LIST_SIZE."),
    CLOSE(
            "GET",
            "after=1000",
            "The connection ends in the middle of everything.",
            List.of(
                    "HEADERS with :status 200 and DATA of `after` octets; none of both where `after` is 0",
                    "the end of the connection, without GOAWAY and without END_STREAM"),
            "All streams of the connection are lost, and nobody can tell which of the requests were processed.");

    private final String method;
    private final String query;
    private final String summary;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> frames;

    private final String others;

    Fault(String method, String query, String summary, List<String> frames, String others) {
        this.method = method;
        this.query = query;
        this.summary = summary;
        this.frames = frames;
        this.others = others;
    }

    /** As in its path: {@code max-streams}. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String method() {
        return method;
    }

    String path() {
        return "/faults/" + title();
    }

    /** Parameters that show it. */
    String query() {
        return query;
    }

    String summary() {
        return summary;
    }

    /** What the client sees, in this order. */
    List<String> frames() {
        return frames;
    }

    /** What becomes of the other streams. */
    String others() {
        return others;
    }
}
