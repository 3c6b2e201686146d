package dev.http2bin.http2.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last header blocks of one connection, while somebody watches it. */
final class HeaderLog {
    private static final int MOST = 512;

    private final Deque<HeaderEntry> blocks = new ArrayDeque<>();
    private int watchers;
    private long written;

    void watch() {
        watchers++;
    }

    void unwatch() {
        watchers--;
        if (watchers == 0) {
            blocks.clear();
        }
    }

    boolean watched() {
        return watchers > 0;
    }

    void add(Direction direction, int streamId, int wire, int plain, List<FieldEntry> fields) {
        if (watchers > 0) {
            if (blocks.size() == MOST) {
                blocks.removeFirst();
            }
            blocks.addLast(new HeaderEntry(written++, direction, streamId, wire, plain, List.copyOf(fields)));
        }
    }

    List<HeaderEntry> since(long number) {
        return blocks.stream().filter(block -> block.number() >= number).toList();
    }
}
