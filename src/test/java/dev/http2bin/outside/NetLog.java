package dev.http2bin.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What Chromium wrote of its HTTP/2 sessions while it ran with {@code --log-net-log}. */
record NetLog(List<Event> events) {

    private static final String SESSION = "HTTP2_SESSION_";

    static NetLog read(Path file) throws IOException {
        JsonNode log = new ObjectMapper().readTree(file.toFile());
        Map<Integer, String> names = new HashMap<>();
        log.at("/constants/logEventTypes")
                .properties()
                .forEach(name -> names.put(name.getValue().asInt(), name.getKey()));
        return new NetLog(StreamSupport.stream(log.get("events").spliterator(), false)
                .map(event -> new Event(names.getOrDefault(event.get("type").asInt(), ""), event.path("params")))
                .filter(event -> event.name().startsWith(SESSION))
                .toList());
    }

    List<Event> events(String name) {
        return events.stream()
                .filter(event -> event.name().equals(SESSION + name))
                .toList();
    }

    /** Frames of this type, with those that have a name of their own for the ACK flag. */
    int frames(String way, String type) {
        return events(way + "_" + type).size()
                + events(way + "_" + type + "_ACK").size();
    }

    /** The fields in all header blocks. */
    int fields(String way) {
        return events(way + "_HEADERS").stream()
                .mapToInt(event -> event.parameters().get("headers").size())
                .sum();
    }

    /** The octets in the DATA frames that came. */
    int octets() {
        return events("RECV_DATA").stream()
                .mapToInt(event -> event.parameters().get("size").asInt())
                .sum();
    }

    record Event(String name, JsonNode parameters) {}
}
