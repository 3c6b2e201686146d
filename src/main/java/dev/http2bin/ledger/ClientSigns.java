package dev.http2bin.ledger;

import dev.http2bin.frame.Flags;
import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Setting;
import dev.http2bin.hpack.HeaderField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tells one client's code from another's, gathered as its frames come: mostly how its connection begins. */
final class ClientSigns {
    /** A client can make the server remember no more of each kind. */
    private static final int MOST = 32;

    private @Nullable List<Setting> settings;
    private boolean settingsAcknowledged;
    private @Nullable Long windowUpdate;
    private int firstStreamId;
    private boolean endStream;
    private final List<String> pseudoHeaders = new ArrayList<>();
    private final List<StreamPriority> priorities = new ArrayList<>();
    private @Nullable StreamPriority requestPriority;
    private @Nullable String priorityField;
    private boolean hostField;
    private int cookieFields;
    private long lateEnds;
    private long paddedFrames;
    private long earlyHints;
    private final Set<String> hinted = new HashSet<>();
    private int hintsFollowed;
    private long windowUpdates;
    private long trailers;
    private long heard;
    private long longestSilence;
    private long refusals;
    private long retries;
    private final Set<String> refused = new HashSet<>();
    private long goAwaySent;
    private long streamsAfterGoAway;
    private long lastAfterGoAway;

    /** A frame came. */
    void frame(long now, FrameType type, int flags, int streamId, long detail) {
        longestSilence = heard == 0 ? 0 : Math.max(longestSilence, now - heard);
        heard = now;
        switch (type) {
            case SETTINGS -> settingsAcknowledged |= (flags & Flags.ACK) != 0;
            case WINDOW_UPDATE -> {
                windowUpdates++;
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
        for (HeaderField field : fields) {
            switch (field.name()) {
                case ":method" -> {
                    boolean empty = field.value().equals("GET") || field.value().equals("HEAD");
                    lateEnds += empty && !endStream ? 1 : 0;
                }
                case ":path" -> {
                    hintsFollowed += hinted.remove(field.value()) ? 1 : 0;
                    retries += refused.remove(field.value()) ? 1 : 0;
                }
                default -> {}
            }
        }
    }

    /** The client ended a request with trailers. */
    void trailers() {
        trailers++;
    }

    /** A request was refused before it was processed: the client may send it again (RFC 9113 §8.7). */
    void refused(List<HeaderField> fields) {
        refusals++;
        for (HeaderField field : fields) {
            if (field.name().equals(":path") && refused.size() < MOST) {
                refused.add(field.value());
            }
        }
    }

    /** A GOAWAY left. */
    void goAway(long now) {
        goAwaySent = now;
    }

    /** The client opened a stream that the server's GOAWAY excludes. */
    void afterGoAway(long now) {
        streamsAfterGoAway++;
        lastAfterGoAway = now - goAwaySent;
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
        int start = links.indexOf("</");
        while (start >= 0) {
            int end = links.indexOf('>', start);
            if (end < 0 || hinted.size() == MOST) {
                return;
            }
            hinted.add(links.substring(start + 1, end));
            start = links.indexOf("</", end);
        }
    }

    ClientView view() {
        return new ClientView(
                settings == null ? List.of() : settings,
                settingsAcknowledged,
                windowUpdate,
                firstStreamId,
                List.copyOf(pseudoHeaders),
                List.copyOf(priorities),
                requestPriority,
                priorityField,
                hostField,
                cookieFields,
                lateEnds,
                paddedFrames,
                earlyHints,
                hinted.size(),
                hintsFollowed,
                windowUpdates,
                trailers,
                longestSilence,
                refusals,
                retries,
                goAwaySent != 0,
                streamsAfterGoAway,
                lastAfterGoAway);
    }
}
