package dev.http2bin.bin.body;

import dev.http2bin.bin.content.ExchangeProperties;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.springframework.web.context.request.async.DeferredResult;

/** The body of a request, which ends in a 413 {@link Problem} when it grows over the limit. */
public final class Upload {

    private final Exchange exchange;
    private final ExchangeProperties properties;
    private long received;

    Upload(Exchange exchange, ExchangeProperties properties) {
        this.exchange = exchange;
        this.properties = properties;
    }

    /**
     * Reads the body to its end without a thread that waits for it.
     *
     * @param octets takes the next bytes, at least one, on the I/O thread, from a buffer that is used again
     * @param result makes the controller's answer of the number of bytes that came
     */
    public <T> DeferredResult<T> read(Consumer<ByteBuffer> octets, LongFunction<T> result) {
        return read(Runnable::run, octets, result);
    }

    /** The same, once {@code begin} runs what it is given; until then nothing is read. */
    public <T> DeferredResult<T> read(Executor begin, Consumer<ByteBuffer> octets, LongFunction<T> result) {
        return new UploadResult<>(this, begin, octets, result);
    }

    /** Answers with the body, each chunk as soon as it came; one that is too long is broken off there. */
    void giveBack() {
        exchange.echo(this::admit);
    }

    /** Counts bytes that came. */
    void admit(int count) {
        received += count;
        properties.admit(received);
    }

    Exchange exchange() {
        return exchange;
    }

    long received() {
        return received;
    }
}
