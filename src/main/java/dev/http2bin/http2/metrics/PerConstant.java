package dev.http2bin.http2.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Something for every constant of an enum, found by an array's index. */
final class PerConstant<K extends Enum<K>, M> {
    private final List<M> values;

    PerConstant(Class<K> keys, Function<K, M> make) {
        values = Stream.of(keys.getEnumConstants()).map(make).toList();
    }

    @SuppressWarnings("EnumOrdinal") // an index of this run, never stored
    M of(K key) {
        return values.get(key.ordinal());
    }
}
