package dev.http2bin.attack;

import static dev.http2bin.http2.frame.Flags.END_STREAM;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.ScriptedPeer;
import java.util.List;

/**
 * What ends a stream. The client's window for a stream is 1,000 bytes; either the client's frame is the last one, or the answer of the
 * service is awaited.
 */
public enum Ending {
    COMPLETED {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, id % 4 == 1 ? "/version" : "/stream/version").response(id);
        }
    },
    RESET_AT_ONCE {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/version").rst(id, ErrorCode.CANCEL);
        }
    },
    RESET_WHILE_THE_RESPONSE_WAITS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, id % 4 == 1 ? "/bytes/100000" : "/stream/bytes/100000");
            peer.await(id + " HEADERS");
            peer.rst(id, ErrorCode.CANCEL);
        }
    },
    /** The response waits for a time that is long in coming. */
    RESET_WHILE_THE_SERVICE_WAITS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, LONG.get(id / 2 % LONG.size())).settle().settle().rst(id, ErrorCode.CANCEL);
        }
    },
    RESET_WHILE_THE_REQUEST_STALLS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.post(id, "/faults/stall?for=60s")
                    .data(id, "some", END_STREAM)
                    .settle()
                    .settle();
            peer.rst(id, ErrorCode.CANCEL);
        }
    },
    RESET_AMID_A_REQUEST {
        @Override
        public void end(ScriptedPeer peer, int id) {
            String path = id % 4 == 1 ? "/body" : "/stream/body";
            peer.post(id, path).data(id, "some", 0).rst(id, ErrorCode.CANCEL);
        }
    },
    RESET_BY_THE_SERVER {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/faults/reset?error=CANCEL").await(id + " RST_STREAM CANCEL");
        }
    },
    CUT {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/faults/reset?error=INTERNAL_ERROR&after=500").await(id + " RST_STREAM INTERNAL_ERROR");
        }
    },
    TRUNCATED {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/faults/truncate").response(id);
        }
    },
    HUGE_HEADERS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/faults/huge-headers").response(id);
        }
    },
    STALLED {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.post(id, "/faults/stall?for=1ms").data(id, "some", END_STREAM).response(id);
        }
    },
    MALFORMED_CONTENT {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.headers(id, 0, ScriptedPeer.request("POST", "/body", "content-length", "1"))
                    .data(id, "more", END_STREAM)
                    .await(id + " RST_STREAM PROTOCOL_ERROR");
        }
    },
    MALFORMED_FIELDS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/version", "connection", "close").await(id + " RST_STREAM PROTOCOL_ERROR");
        }
    },
    TOO_MANY_FIELDS {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/version", "x-long", "v".repeat(15_000), "x-more", "v".repeat(1_300))
                    .response(id);
        }
    },
    WINDOW_OVERFLOW {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/bytes/2000");
            // in one write, so that the response does not end in between
            peer.raw(new Recording()
                    .windowUpdate(id, Integer.MAX_VALUE)
                    .windowUpdate(id, Integer.MAX_VALUE)
                    .octets());
            peer.await(id + " RST_STREAM FLOW_CONTROL_ERROR");
        }
    },
    REFUSED {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.get(id, "/faults/reset?error=REFUSED_STREAM").await(id + " RST_STREAM REFUSED_STREAM");
        }
    },
    /** This one takes a quarter of a second. */
    ANSWERED_EARLY {
        @Override
        public void end(ScriptedPeer peer, int id) {
            peer.headers(id, 0, ScriptedPeer.request("POST", "/nothing-here")).data(id, "some", 0);
            peer.response(id);
            peer.await(id + " RST_STREAM NO_ERROR");
        }
    };

    /** Responses that take up to a minute. */
    private static final List<String> LONG = List.of(
            "/delay/60s",
            "/early-hints?delay=60s",
            "/stream/early-hints?delay=60s",
            "/clock?ticks=2&interval=30s",
            "/drip?duration=60s&bytes=2",
            "/sse?count=2&interval=30s",
            "/connection/events");

    /** Opens a stream, and ends it this way. */
    public abstract void end(ScriptedPeer peer, int id);
}
