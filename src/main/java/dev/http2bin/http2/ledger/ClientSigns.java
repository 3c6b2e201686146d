package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tells one client's code from another's, gathered as its frames come: mostly how its connection begins. */
final class ClientSigns {
    /** A client can make the server remember no more of each kind. */
    private static final int MOST = 32;

    /** A link to a path of this server that a client is to load: any other it has no reason to request. */
    private static final Pattern PRELOAD = Pattern.compile(
            "<(/(?!/)[^>]*)>[^<]*;\\s*rel=(?:\"[^\"]*\\b)?(?:module)?preload\\b", Pattern.CASE_INSENSITIVE);

    private final ClientDuties duties = new ClientDuties();
    private @Nullable List<Setting> settings;
    private @Nullable Long windowUpdate;
    private int firstStreamId;
    private boolean endStream;
    private final List<String> pseudoHeaders = new ArrayList<>();
    private final List<StreamPriority> priorities = new ArrayList<>();
    private final PriorityTree tree = new PriorityTree();
    private @Nullable StreamPriority requestPriority;
    private @Nullable String priorityField;
    private boolean hostField;
    private int cookieFields;
    private long lateEnds;
    private long paddedFrames;
    private long earlyHints;
    private final ExpectedRequests hinted = new ExpectedRequests();
    private int hintsFollowed;
    private long pings;
    private boolean dataSent;
    private long windowUpdates;
    private long refills;
    private long trailers;
    private long heard;
    private long longestSilence;
    private long retries;
    private final ExpectedRequests refused = new ExpectedRequests();

    ClientDuties duties() {
        return duties;
    }

    /** A frame left. */
    void sent(long now, FrameType type, int flags, int length, long detail) {
        switch (type) {
            case DATA -> dataSent |= length > 0;
            case SETTINGS -> {
                if ((flags & Flags.ACK) == 0) {
                    duties.settings().sent(now);
                }
            }
            case PING -> {
                if ((flags & Flags.ACK) == 0) {
                    duties.pings().sent(now);
                }
            }
            case RST_STREAM -> {
                if (detail == ErrorCode.REFUSED_STREAM.code()) {
                    duties.refused();
                }
            }
            case GOAWAY -> duties.goAway(now);
            default -> {}
        }
    }

    /** A frame came. */
    void came(long now, FrameType type, int flags, int streamId, long detail) {
        longestSilence = heard == 0 ? 0 : Math.max(longestSilence, now - heard);
        heard = now;
        switch (type) {
            case SETTINGS -> {
                if ((flags & Flags.ACK) != 0) {
                    duties.settings().answered(now);
                    duties.limitKnown();
                }
            }
            case PING -> pings += (flags & Flags.ACK) == 0 ? 1 : 0;
            case RST_STREAM -> duties.resetByClient(streamId);
            case WINDOW_UPDATE -> {
                windowUpdates++;
                refills += dataSent ? 1 : 0;
                if (streamId == 0 && firstStreamId == 0 && windowUpdate == null) {
                    windowUpdate = detail;
                }
            }
            case HEADERS -> {
                endStream = (flags & Flags.END_STREAM) != 0;
                countPadding(flags);
            }
            case DATA -> countPadding(flags);
            default -> {}
        }
    }

    private void countPadding(int flags) {
        if ((flags & Flags.PADDED) != 0) {
            paddedFrames++;
        }
    }

    void settings(List<Setting> said) {
        if (settings == null) {
            settings = said;
        }
    }

    /** A PRIORITY frame came, or HEADERS with the PRIORITY flag. */
    void priority(FrameType type, StreamPriority priority) {
        tree.put(priority);
        if (firstStreamId != 0) {
            return;
        }
        if (type == FrameType.HEADERS) {
            requestPriority = priority;
        } else if (priorities.size() < MOST) {
            priorities.add(priority);
        }
    }

    /** The HEADERS told last opened a stream. */
    void request(int streamId, List<HeaderField> fields) {
        if (firstStreamId == 0) {
            firstStreamId = streamId;
            first(fields);
        }
        if (!endStream || !hinted.isEmpty() || !refused.isEmpty()) {
            any(fields);
        }
    }

    private void first(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            switch (field.name()) {
                case "priority" -> priorityField = field.value();
                case "host" -> hostField = true;
                case "cookie" -> cookieFields++;
                default -> {
                    if (field.name().startsWith(":")) {
                        pseudoHeaders.add(field.name());
                    }
                }
            }
        }
        hostField &= pseudoHeaders.contains(":authority");
    }

    private void any(List<HeaderField> fields) {
        String name = ExpectedRequests.name(fields);
        hintsFollowed += hinted.came(name) ? 1 : 0;
        retries += refused.came(name) ? 1 : 0;
        boolean bodiless = name.startsWith("GET ") || name.startsWith("HEAD ");
        if (!endStream && bodiless && fields.stream().noneMatch(ClientSigns::announcesContent)) {
            lateEnds++;
        }
    }

    private static boolean announcesContent(HeaderField field) {
        return field.name().equals("content-type")
                || (field.name().equals("content-length") && !field.value().equals("0"));
    }

    /** The client ended a request with trailers. */
    void trailers() {
        trailers++;
    }

    /** A request was refused before it was processed: the client may send it again (RFC 9113 §8.7). */
    void refused(List<HeaderField> fields) {
        refused.add(ExpectedRequests.name(fields));
    }

    /** A 103 left: its links to this server are what the client may request next. */
    void hinted(List<HeaderField> fields) {
        earlyHints++;
        for (HeaderField field : fields) {
            if (field.name().equals("link")) {
                targets(field.value());
            }
        }
    }

    private void targets(String links) {
        Matcher target = PRELOAD.matcher(links);
        while (target.find()) {
            hinted.addOnce("GET " + target.group(1));
        }
    }

    ClientView view(long now) {
        return new ClientView(
                new ClientView.Opening(
                        settings == null ? List.of() : settings,
                        windowUpdate,
                        firstStreamId,
                        List.copyOf(pseudoHeaders),
                        List.copyOf(priorities),
                        requestPriority,
                        priorityField,
                        hostField,
                        cookieFields),
                new ClientView.Habits(lateEnds, paddedFrames, pings, trailers, windowUpdates, refills, longestSilence),
                duties.settings().view(now),
                duties.pings().view(now),
                duties.streamLimit(),
                duties.refusals(retries),
                duties.goAway(),
                duties.resets(),
                new ClientView.Hints(earlyHints, hinted.size() + hintsFollowed, hintsFollowed),
                tree.view());
    }
}
