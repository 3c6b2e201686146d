package dev.http2bin.web.body;

import dev.http2bin.content.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/** A controller's answer that waits for the body's end; the container calls when there is more to read. */
final class UploadResult<T> extends DeferredResult<T> implements ReadListener {
    private static final int BUFFER = 64 * 1024;
    private static final long NO_TIMEOUT = 0; // the gate resets a body that is too slow

    private static final Logger log = LoggerFactory.getLogger(UploadResult.class);

    private final Upload upload;
    private final Executor begin;
    private final Upload.Chunks chunks;
    private final LongFunction<T> result;
    private @Nullable AsyncContext context;

    UploadResult(Upload upload, Executor begin, Upload.Chunks chunks, LongFunction<T> result) {
        super(NO_TIMEOUT);
        this.upload = upload;
        this.begin = begin;
        this.chunks = chunks;
        this.result = result;
    }

    /** Reading begins once Spring MVC has made the request asynchronous. */
    static final class Start implements DeferredResultProcessingInterceptor {
        @Override
        public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
            HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
            if (result instanceof UploadResult<T> reading && servletRequest != null) {
                reading.context = servletRequest.getAsyncContext();
                reading.begin.execute(() -> reading.upload.stream().setReadListener(reading));
            }
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            while (!hasResult() && upload.stream().isReady() && !upload.stream().isFinished()) {
                int count = upload.read(buffer);
                if (count > 0) {
                    chunks.accept(buffer, count);
                }
            }
        } catch (Problem tooLarge) {
            setErrorResult(tooLarge);
        }
    }

    @Override
    public void onAllDataRead() {
        if (!hasResult()) {
            setResult(result.apply(upload.received()));
        }
    }

    /** The client broke the body off: nobody is left to be answered. */
    @Override
    public void onError(Throwable cause) {
        log.debug("A body was broken off after {} bytes", upload.received(), cause);
        if (context != null) {
            context.complete();
        }
    }
}
