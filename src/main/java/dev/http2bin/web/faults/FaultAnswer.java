package dev.http2bin.web.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.http2bin.content.Receipt;
import dev.http2bin.content.Seconds;
import dev.http2bin.exchange.Exchange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done.
 *
 * @param frames what the client sees of it, in this order
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
                acknowledged,
                upload,
                null);
    }

    static FaultAnswer impossible(Fault fault, Exchange exchange) {
        return new FaultAnswer(fault.title(), exchange.protocol(), exchange.connectionId(), null, null, null, NOTE);
    }
}
