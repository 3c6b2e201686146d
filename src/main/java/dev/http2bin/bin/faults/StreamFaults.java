package dev.http2bin.bin.faults;

import dev.http2bin.bin.answer.WholeAnswers;
import dev.http2bin.bin.body.Upload;
import dev.http2bin.bin.content.Digested;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.content.Query;
import dev.http2bin.bin.timing.Pacer;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Control;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Faults of the one stream that asks for them. {@link Fault} says what the client sees. */
@RestController
final class StreamFaults {
    private static final byte[] FILLING = filling();
    private static final int FIELD = 4_000;

    private final Caller caller;
    private final FaultProperties properties;
    private final Runs runs;
    private final Pacer pacer;

    StreamFaults(Caller caller, FaultProperties properties, Runs runs, Pacer pacer) {
        this.caller = caller;
        this.properties = properties;
        this.runs = runs;
        this.pacer = pacer;
    }

    private static byte[] filling() {
        byte[] filling = new byte[16 * 1024];
        Arrays.fill(filling, (byte) '*');
        return filling;
    }

    @RequestMapping(
            path = "/faults/reset",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Nullable FaultAnswer reset(
            @RequestParam(defaultValue = "CANCEL") String error,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(required = false) @Nullable String times,
            @RequestParam(required = false) @Nullable String run,
            Exchange exchange,
            HttpServletResponse response)
            throws IOException {
        long octets = new Parameter("after", after).whole(0, properties.maxBytes());
        long code = Code.parse(error);
        Control control = caller.control(exchange);
        Attempt attempt = runs.attempt(times, run, exchange);
        if (control == null) {
            return FaultAnswer.impossible(Fault.RESET, exchange, attempt);
        }
        if (attempt.spared()) {
            return FaultAnswer.spared(Fault.RESET, exchange, attempt);
        }
        begin(octets, response);
        control.resetOnRequest(exchange.streamId().orElseThrow(), code).join();
        return null;
    }

    @GetMapping("/faults/truncate")
    @Nullable FaultAnswer truncate(
            @RequestParam(defaultValue = "1000") String declared,
            @RequestParam(defaultValue = "500") String sent,
            Exchange exchange,
            HttpServletResponse response)
            throws IOException {
        long length = new Parameter("declared", declared).whole(0, properties.maxBytes());
        long octets = new Parameter("sent", sent).whole(0, properties.maxBytes());
        if (caller.control(exchange) == null) {
            return FaultAnswer.impossible(Fault.TRUNCATE, exchange);
        }
        exchange.declareLength(length);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        WholeAnswers.begin(response);
        write(octets, response.getOutputStream());
        return null;
    }

    @GetMapping("/faults/huge-headers")
    ResponseEntity<FaultAnswer> hugeHeaders(@RequestParam(defaultValue = "20000") String bytes, Exchange exchange) {
        int octets = (int) new Parameter("bytes", bytes).whole(1, properties.maxHeaderBytes());
        if (caller.control(exchange) == null) {
            return ResponseEntity.ok(FaultAnswer.impossible(Fault.HUGE_HEADERS, exchange));
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        int number = 0;
        for (int left = octets; left > 0; number++) {
            String name = "x-huge-" + number;
            int value = Math.max(0, Math.min(left, FIELD) - name.length());
            answer.header(name, "*".repeat(value));
            left -= name.length() + value;
        }
        return answer.body(FaultAnswer.done(Fault.HUGE_HEADERS, exchange));
    }

    @RequestMapping(
            path = "/faults/close",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Nullable FaultAnswer close(@RequestParam(defaultValue = "0") String after, Exchange exchange, HttpServletResponse response)
            throws IOException {
        long octets = new Parameter("after", after).whole(0, properties.maxBytes());
        Control control = caller.control(exchange);
        if (control == null) {
            return FaultAnswer.impossible(Fault.CLOSE, exchange);
        }
        begin(octets, response);
        control.close().join();
        return null;
    }

    @PostMapping("/faults/stall")
    @io.swagger.v3.oas.annotations.Parameter(
            name = "for",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "string", defaultValue = "5s"))
    DeferredResult<FaultAnswer> stall(HttpServletRequest request, Upload upload, Exchange exchange) {
        // @RequestParam would read a body that is a form
        List<String> times = Query.parse(request.getQueryString()).getOrDefault("for", List.of("5s"));
        Duration wait = new Parameter("for", times.get(0)).duration(Duration.ZERO, properties.maxDuration());
        boolean possible = caller.control(exchange) != null;
        Executor begin = possible ? reading -> pacer.after(wait, exchange, reading) : Runnable::run;
        Digested body = new Digested();
        return upload.read(
                begin,
                body::update,
                received -> possible
                        ? FaultAnswer.received(Fault.STALL, exchange, body.receipt(exchange.requestDataFrames()))
                        : FaultAnswer.impossible(Fault.STALL, exchange));
    }

    /** Sends the first octets of a response, if any; they are ahead of what the gate writes next. */
    private static void begin(long octets, HttpServletResponse response) throws IOException {
        if (octets > 0) {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            WholeAnswers.begin(response);
            write(octets, response.getOutputStream());
            response.flushBuffer();
        }
    }

    private static void write(long octets, OutputStream out) throws IOException {
        for (long left = octets; left > 0; left -= FILLING.length) {
            out.write(FILLING, 0, (int) Math.min(left, FILLING.length));
        }
    }
}
