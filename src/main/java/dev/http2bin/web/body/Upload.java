package dev.http2bin.web.body;

import dev.http2bin.web.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** The body of a request as a stream that ends in a 413 {@link Problem} when it grows over the limit. */
public final class Upload {

    private final InputStream stream;
    private final DataSize limit;
    private long received;

    Upload(InputStream stream, DataSize limit) {
        this.stream = stream;
        this.limit = limit;
    }

    /**
     * Reads what is there, waiting only for the first byte.
     *
     * @return how many bytes came, or -1 at the end of the body
     * @throws IOException when the client breaks the body off
     */
    public int read(byte[] buffer) throws IOException {
        int count = stream.read(buffer);
        if (count > 0) {
            received += count;
            if (received > limit.toBytes()) {
                throw tooLarge(limit);
            }
        }
        return count;
    }

    /** How many bytes were read so far. */
    public long received() {
        return received;
    }

    static Problem tooLarge(DataSize limit) {
        return Problem.of(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "Send at most %d bytes; http2bin.exchange.max-body-size sets this limit.".formatted(limit.toBytes()));
    }
}
