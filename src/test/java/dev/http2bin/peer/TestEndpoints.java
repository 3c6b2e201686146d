package dev.http2bin.peer;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.hpack.HeaderField;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that behave as a test needs: they wait until told to go on, throw, stream forever, read or do not read. */
@RestController
@RequestMapping("/test")
@TestComponent
public class TestEndpoints {
    private record Hold(CountDownLatch arrived, CountDownLatch released) {}

    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger fieldRequests = new AtomicInteger();

    private Hold hold(String key) {
        return holds.computeIfAbsent(key, any -> new Hold(new CountDownLatch(1), new CountDownLatch(1)));
    }

    /** Waits until a request is held under this key. */
    public void awaitHeld(String key) throws InterruptedException {
        if (!hold(key).arrived().await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request is held under " + key);
        }
    }

    /** Lets the request held under this key go on. */
    public void release(String key) {
        hold(key).released().countDown();
    }

    /** Waits until an upload was read to its end, or broke off. */
    public void awaitUploadEnd() throws InterruptedException {
        if (!ended.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no upload ended");
        }
    }

    /** Forgets the uploads that ended. */
    public void forgetUploads() {
        ended.drainPermits();
    }

    /** How many requests reached {@code /test/fields}. */
    public int fieldRequests() {
        return fieldRequests.get();
    }

    @GetMapping("/hello")
    String hello() {
        return "hello";
    }

    /** What the exchange and the servlet API say of the stream, and the connection's id. */
    @GetMapping("/stream-id")
    String streamId(@RequestAttribute(Exchange.ATTRIBUTE) Exchange exchange, HttpServletRequest request) {
        return exchange.streamId().orElseThrow() + " " + request.getProtocolRequestId() + " " + exchange.connectionId();
    }

    /** The fields as the servlet API sees them, a line each, sorted. */
    @GetMapping("/fields")
    String fields(HttpServletRequest request) {
        fieldRequests.incrementAndGet();
        return Collections.list(request.getHeaderNames()).stream()
                .sorted()
                .map(name -> name + ": " + String.join(", ", Collections.list(request.getHeaders(name))))
                .collect(Collectors.joining("\n"));
    }

    @PostMapping("/count")
    String count(HttpServletRequest request) throws IOException {
        try {
            return drain(request.getInputStream()) + " octets";
        } finally {
            ended.release();
        }
    }

    /** The content, then the trailers, a line each. */
    @PostMapping("/echo")
    String echo(HttpServletRequest request) throws IOException {
        String content = new String(request.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return content + new TreeMap<>(request.getTrailerFields());
    }

    @PostMapping("/ignore")
    String ignore() {
        return "not read";
    }

    @GetMapping("/bytes")
    void bytes(@RequestParam int n, HttpServletResponse response) throws IOException {
        response.setContentLength(n);
        response.getOutputStream().write(new byte[n]);
    }

    @GetMapping("/big-headers")
    String bigHeaders(@RequestParam int fields, @RequestParam int size, HttpServletResponse response) {
        for (int i = 0; i < fields; i++) {
            response.addHeader("x-big-" + i, "v".repeat(size));
        }
        return "big";
    }

    /** A field that a dynamic table would keep. */
    @GetMapping("/table")
    String table(@RequestParam String value, HttpServletResponse response) {
        response.addHeader("x-table", value);
        return "table";
    }

    @GetMapping("/hints")
    String hints(@RequestAttribute(Exchange.ATTRIBUTE) Exchange exchange) {
        exchange.earlyHints(List.of(new HeaderField("link", "</style.css>; rel=preload; as=style")), false);
        return "hinted";
    }

    @GetMapping("/trailers")
    String trailers(HttpServletResponse response) {
        response.setTrailerFields(() -> Map.of("x-checksum", "abc"));
        return "checked";
    }

    @GetMapping("/fail")
    String fail() {
        throw new IllegalStateException("this endpoint fails");
    }

    @GetMapping("/hold/{key}")
    String held(@PathVariable String key) throws InterruptedException {
        hold(key).arrived().countDown();
        hold(key).released().await(30, TimeUnit.SECONDS);
        return "held";
    }

    /** Reads nothing of the content until released. */
    @PostMapping("/hold/{key}")
    String heldUpload(@PathVariable String key, HttpServletRequest request) throws Exception {
        held(key);
        return count(request);
    }

    /** Counts as held once it has read one octet, and goes on to read. */
    @PostMapping("/read/{key}")
    String readUpload(@PathVariable String key, HttpServletRequest request) throws IOException {
        request.getInputStream().read();
        hold(key).arrived().countDown();
        return count(request);
    }

    @GetMapping("/forever")
    void forever(HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        while (true) {
            out.write(new byte[1000]);
            response.flushBuffer();
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] octets = new byte[8192];
        long total = 0;
        for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
            total += n;
        }
        return total;
    }
}
