package dev.http2bin.bin.faults;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Control;
import dev.http2bin.http2.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Faults of the whole connection that asks for them. {@link Fault} says what the client sees. */
@RestController
final class ConnectionFaults {
    private static final String DEBUG_DATA = "asked for at /faults/goaway";
    private static final int ACK_SECONDS = 5;
    private static final int MOST_SETTINGS = 32;
    private static final long MOST = 0xffffffffL;

    /** What a client is told it may make the server remember of a table, and send in a frame. */
    private static final Map<Integer, Long> LARGEST =
            Map.of(Setting.HEADER_TABLE_SIZE, 65_536L, Setting.MAX_FRAME_SIZE, 1L << 20);

    private final Caller caller;
    private final FaultProperties properties;

    ConnectionFaults(Caller caller, FaultProperties properties) {
        this.caller = caller;
        this.properties = properties;
    }

    /** All there are, and what the client sees of each. */
    record Faults(boolean enabled, List<FaultView> faults) {}

    @GetMapping("/faults")
    Faults faults() {
        return new Faults(
                properties.enabled(),
                Stream.of(Fault.values()).map(FaultView::of).toList());
    }

    @RequestMapping(
            path = "/faults/goaway",
            method = {RequestMethod.GET, RequestMethod.POST})
    CompletableFuture<FaultAnswer> goAway(@RequestParam(defaultValue = "NO_ERROR") String error, Exchange exchange) {
        long code = Code.parse(error);
        return fault(
                Fault.GOAWAY,
                exchange,
                control ->
                        control.goAway(code, DEBUG_DATA).thenApply(done -> FaultAnswer.done(Fault.GOAWAY, exchange)));
    }

    @GetMapping("/faults/ping-silence")
    CompletableFuture<FaultAnswer> pingSilence(
            @RequestParam(name = "for", defaultValue = "5s") String time, Exchange exchange) {
        Duration silence = new Parameter("for", time).duration(Duration.ZERO, properties.maxDuration());
        return fault(
                Fault.PING_SILENCE,
                exchange,
                control ->
                        control.ignorePings(silence).thenApply(done -> FaultAnswer.done(Fault.PING_SILENCE, exchange)));
    }

    @GetMapping("/faults/max-streams")
    CompletableFuture<FaultAnswer> maxStreams(@RequestParam(defaultValue = "1") String n, Exchange exchange) {
        long most = new Parameter("n", n).whole(0, Integer.MAX_VALUE);
        return settings(Fault.MAX_STREAMS, exchange, List.of(new Setting(Setting.MAX_CONCURRENT_STREAMS, most)));
    }

    @GetMapping("/faults/window")
    CompletableFuture<FaultAnswer> window(@RequestParam(defaultValue = "1000") String size, Exchange exchange) {
        long octets = new Parameter("size", size).whole(0, Integer.MAX_VALUE);
        return settings(Fault.WINDOW, exchange, List.of(new Setting(Setting.INITIAL_WINDOW_SIZE, octets)));
    }

    @GetMapping("/faults/settings")
    CompletableFuture<FaultAnswer> settings(
            @io.swagger.v3.oas.annotations.Parameter(hidden = true) @RequestParam
                    MultiValueMap<String, String> parameters,
            Exchange exchange) {
        List<Setting> entries = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> entries.add(setting(name, value))));
        if (entries.isEmpty() || entries.size() > MOST_SETTINGS) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "Name 1 to %d settings as parameters, such as ?MAX_CONCURRENT_STREAMS=10 or ?0x2a=7."
                            .formatted(MOST_SETTINGS));
        }
        return settings(Fault.SETTINGS, exchange, entries);
    }

    private static Setting setting(String name, String value) {
        int id = id(name);
        return new Setting(id, new Parameter(name, value).whole(0, LARGEST.getOrDefault(id, MOST)));
    }

    private static int id(String name) {
        for (int id = Setting.HEADER_TABLE_SIZE; id <= Setting.NO_RFC7540_PRIORITIES; id++) {
            if (new Setting(id, 0).name().equalsIgnoreCase(name)) {
                return id;
            }
        }
        try {
            int id = Integer.decode(name);
            if (id >= 0 && id <= 0xffff) {
                return id;
            }
        } catch (NumberFormatException e) {
            // neither a name nor a number
        }
        throw Problem.of(
                HttpStatus.BAD_REQUEST,
                "'" + name + "' is no setting: use a name of RFC 9113 §6.5.2 or a number of 16 bits, such as 0x2a.");
    }

    /** Answers when the client acknowledged, and after a while without that, too. */
    private CompletableFuture<FaultAnswer> settings(Fault fault, Exchange exchange, List<Setting> entries) {
        return fault(
                fault,
                exchange,
                control -> control.settings(entries)
                        .orTimeout(ACK_SECONDS, TimeUnit.SECONDS)
                        .handle((time, none) -> FaultAnswer.acknowledged(fault, exchange, time)));
    }

    private CompletableFuture<FaultAnswer> fault(
            Fault fault, Exchange exchange, Function<Control, CompletableFuture<FaultAnswer>> done) {
        Control control = caller.control(exchange);
        return control == null
                ? CompletableFuture.completedFuture(FaultAnswer.impossible(fault, exchange))
                : done.apply(control);
    }
}
