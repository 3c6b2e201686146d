package dev.http2bin.bin.connection;

import dev.http2bin.http2.ledger.ClientView;
import dev.http2bin.http2.ledger.StreamPriority;
import java.util.stream.Collectors;

/** The string of how a client begins, in the form that Akamai's paper of 2017 made common. */
final class Fingerprint {

    private Fingerprint() {}

    /** For example {@code 1:65536;2:0;4:6291456|15663105|0|m,a,s,p}. */
    static String of(ClientView.Opening client) {
        String settings = client.settings().stream()
                .map(setting -> setting.id() + ":" + setting.value())
                .collect(Collectors.joining(";"));
        Long increment = client.windowUpdate();
        String update = increment == null ? "00" : increment.toString();
        String priorities = client.priorities().isEmpty()
                ? "0"
                : client.priorities().stream().map(Fingerprint::priority).collect(Collectors.joining(","));
        String order = client.pseudoHeaders().stream()
                .map(name -> name.substring(1, 2))
                .collect(Collectors.joining(","));
        return String.join("|", settings, update, priorities, order);
    }

    private static String priority(StreamPriority signal) {
        return signal.streamId() + ":" + (signal.exclusive() ? 1 : 0) + ":" + signal.dependsOn() + ":"
                + signal.weight();
    }
}
