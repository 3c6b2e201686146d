package dev.http2bin.http2.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A sum that I/O threads add to for each frame, each in a cell of its own, without an atomic operation. Any thread may read it. */
final class ThreadSum {
    private final List<Cell> cells = new CopyOnWriteArrayList<>();

    /** A cell for one thread. */
    Cell cell() {
        Cell cell = new Cell();
        cells.add(cell);
        return cell;
    }

    /** The sum of all cells. */
    long value() {
        return cells.stream().mapToLong(cell -> cell.value.getOpaque()).sum();
    }

    /** The part of a sum that only one thread changes. */
    static final class Cell {
        private final AtomicLong value = new AtomicLong();

        void increment() {
            add(1);
        }

        void add(long amount) {
            value.setOpaque(value.getPlain() + amount);
        }
    }
}
