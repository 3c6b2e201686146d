package dev.http2bin.http2.ledger;

import dev.http2bin.http2.ledger.ClientView.Dependent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of dependencies that a client builds by the priorities of RFC 7540 §5.3. The server shows it and does not obey it, as RFC
 * 9113 §5.3.2 allows.
 */
final class PriorityTree {
    /** The streams that are kept; the one that was told first makes room. */
    private static final int MOST = 100;

    private record Node(int dependsOn, int weight) {}

    private final Map<Integer, Node> nodes = new LinkedHashMap<>();

    /** A PRIORITY frame came, or HEADERS with the PRIORITY flag. */
    void put(StreamPriority said) {
        int id = said.streamId();
        int parent = said.dependsOn();
        if (id == parent) {
            return; // a fault of the client's (RFC 7540 §5.3.1)
        }
        Node before = nodes.get(id);
        if (before == null && nodes.size() == MOST) {
            nodes.remove(nodes.keySet().iterator().next());
        }
        if (descends(parent, id)) { // the new parent takes the place of the stream first (RFC 7540 §5.3.3)
            move(parent, before == null ? 0 : before.dependsOn());
        }
        if (said.exclusive()) {
            nodes.replaceAll(
                    (other, node) -> other != id && node.dependsOn() == parent ? new Node(id, node.weight()) : node);
        }
        nodes.put(id, new Node(parent, said.weight()));
    }

    private boolean descends(int stream, int ancestor) {
        int at = stream;
        for (@Nullable Node node = nodes.get(at); node != null; node = nodes.get(at)) {
            at = node.dependsOn();
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    private void move(int stream, int parent) {
        nodes.computeIfPresent(stream, (id, node) -> new Node(parent, node.weight()));
    }

    /** The streams that depend on none that is known, each with those that depend on it. */
    List<Dependent> view() {
        return nodes.entrySet().stream()
                .filter(each -> !nodes.containsKey(each.getValue().dependsOn()))
                .map(each -> dependent(each.getKey(), each.getValue()))
                .toList();
    }

    private Dependent dependent(int id, Node node) {
        List<Dependent> dependents = nodes.entrySet().stream()
                .filter(each -> each.getValue().dependsOn() == id)
                .map(each -> dependent(each.getKey(), each.getValue()))
                .toList();
        return new Dependent(id, node.weight(), dependents);
    }
}
