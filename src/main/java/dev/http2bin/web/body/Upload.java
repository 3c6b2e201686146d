package dev.http2bin.web.body;

import dev.http2bin.content.ExchangeSettings;
import dev.http2bin.content.Problem;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.springframework.web.context.request.async.DeferredResult;

/** The body of a request, which ends in a 413 {@link Problem} when it grows over the limit. */
public final class Upload {

    /** Takes a body as it comes. */
    @FunctionalInterface
    public interface Chunks {
        /**
         * The next bytes, at least one.
         *
         * @param buffer used again for the next ones
         * @param count how many of its first bytes count
         */
        void accept(byte[] buffer, int count);
    }

    private final ServletInputStream stream;
    private final ExchangeSettings settings;
    private long received;

    Upload(ServletInputStream stream, ExchangeSettings settings) {
        this.stream = stream;
        this.settings = settings;
    }

    /**
     * Reads the body to its end without a thread that waits for it.
     *
     * @param result makes the controller's answer of the number of bytes that came
     */
    public <T> DeferredResult<T> read(Chunks chunks, LongFunction<T> result) {
        return read(Runnable::run, chunks, result);
    }

    /** The same, once {@code begin} runs what it is given; until then nothing is read. */
    public <T> DeferredResult<T> read(Executor begin, Chunks chunks, LongFunction<T> result) {
        return new UploadResult<>(this, begin, chunks, result);
    }

    /**
     * Reads what is there; while none is, this waits where the stream is not read asynchronously.
     *
     * @return how many bytes came, or -1 at the end of the body
     * @throws IOException when the client breaks the body off
     */
    int read(byte[] buffer) throws IOException {
        int count = stream.read(buffer);
        if (count > 0) {
            received += count;
            settings.admit(received);
        }
        return count;
    }

    ServletInputStream stream() {
        return stream;
    }

    long received() {
        return received;
    }
}
