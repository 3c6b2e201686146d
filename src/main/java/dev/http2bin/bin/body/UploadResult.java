package dev.http2bin.bin.body;

import dev.http2bin.http2.exchange.BodyTaker;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/** A controller's answer that waits for the body's end. */
final class UploadResult<T> extends DeferredResult<T> implements BodyTaker {
    private static final long NO_TIMEOUT = 0; // the gate resets a body that is too slow

    private static final Logger log = LoggerFactory.getLogger(UploadResult.class);

    private final Upload upload;
    private final Executor begin;
    private final Consumer<ByteBuffer> octets;
    private final LongFunction<T> result;
    private @Nullable AsyncContext context;

    UploadResult(Upload upload, Executor begin, Consumer<ByteBuffer> octets, LongFunction<T> result) {
        super(NO_TIMEOUT);
        this.upload = upload;
        this.begin = begin;
        this.octets = octets;
        this.result = result;
    }

    /** Reading begins once Spring MVC has made the request asynchronous. */
    static final class Start implements DeferredResultProcessingInterceptor {
        @Override
        public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
            HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
            if (result instanceof UploadResult<T> reading && servletRequest != null) {
                reading.context = servletRequest.getAsyncContext();
                reading.begin.execute(() -> reading.upload.exchange().receive(reading));
            }
        }
    }

    @Override
    public void take(ByteBuffer next) {
        upload.admit(next.remaining());
        octets.accept(next);
    }

    @Override
    public void end() {
        setResult(result.apply(upload.received()));
    }

    @Override
    public void fail(Exception failure) {
        if (failure instanceof IOException) { // the client has left, or its content is cut off
            log.debug("A body was broken off after {} bytes", upload.received(), failure);
            if (upload.exchange().streamId().isEmpty()) {
                upload.exchange().abort(); // over HTTP/2 the stream is over; here an empty 200 would leave
            }
            if (context != null) {
                context.complete();
            }
        } else {
            setErrorResult(failure);
        }
    }
}
