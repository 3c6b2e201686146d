package dev.http2bin.bin.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.http2bin.bin.content.Receipt;
import dev.http2bin.bin.content.Seconds;
import dev.http2bin.http2.exchange.Exchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done.
 *
 * @param frames what the client sees of it, in this order
 * @param attempt which try of its run the request was; null where tries are not counted
 * @param acknowledged seconds until the client acknowledged SETTINGS; null where it has not, or where none were sent
 * @param upload what came of the request's content; null where that is not what the fault is about
 * @param note why nothing was done; null where something was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultAnswer(
        String fault,
        String protocol,
        String connectionId,
        @Nullable List<String> frames,
        @JsonProperty("try") @Nullable Long attempt,
        @Nullable BigDecimal acknowledged,
        @Nullable Receipt upload,
        @Nullable String note) {

    private static final String NOTE =
            "Nothing was done: HTTP/1.1 has no streams or frames that could fail this way. Ask over HTTP/2.";

    static FaultAnswer done(Fault fault, Exchange exchange) {
        return answer(fault, exchange, null, null);
    }

    static FaultAnswer received(Fault fault, Exchange exchange, Receipt upload) {
        return answer(fault, exchange, null, upload);
    }

    static FaultAnswer acknowledged(Fault fault, Exchange exchange, @Nullable Duration time) {
        return answer(fault, exchange, time == null ? null : Seconds.of(time), null);
    }

    private static FaultAnswer answer(
            Fault fault, Exchange exchange, @Nullable BigDecimal acknowledged, @Nullable Receipt upload) {
        return new FaultAnswer(
                fault.title(),
                exchange.protocol(),
                exchange.connectionId(),
                fault.frames(),
                null,
                acknowledged,
                upload,
                null);
    }

    static FaultAnswer impossible(Fault fault, Exchange exchange) {
        return impossible(fault, exchange, Attempt.UNCOUNTED);
    }

    /** The same as a try of a run. */
    static FaultAnswer impossible(Fault fault, Exchange exchange, Attempt attempt) {
        return nothingDone(fault, exchange, attempt, NOTE);
    }

    /** A try that comes after those that the fault is for. */
    static FaultAnswer spared(Fault fault, Exchange exchange, Attempt attempt) {
        String note =
                "Nothing was done to try %d: only the first %d fail.".formatted(attempt.number(), attempt.failing());
        return nothingDone(fault, exchange, attempt, note);
    }

    private static FaultAnswer nothingDone(Fault fault, Exchange exchange, Attempt attempt, String note) {
        return new FaultAnswer(
                fault.title(), exchange.protocol(), exchange.connectionId(), null, attempt.number(), null, null, note);
    }
}
