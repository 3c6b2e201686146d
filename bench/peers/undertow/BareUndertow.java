import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.exchange.BodyTaker;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.Hop;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.bin.stream.StreamHandlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * Plain Undertow with http2bin's stream handlers: what the same code costs without the gate, without meters and without
 * the listener. Undertow has its builder's defaults.
 */
public final class BareUndertow {

    @Configuration(proxyBeanMethods = false)
    @ComponentScan({"dev.http2bin.bin.content", "dev.http2bin.bin.stream"})
    @ConfigurationPropertiesScan("dev.http2bin.bin.content")
    @ImportAutoConfiguration({JacksonAutoConfiguration.class, SslAutoConfiguration.class})
    static class Beans {}

    public static void main(String[] args) {
        var beans = new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .run(args);
        SSLContext tls = beans.getBean(SslBundles.class).getBundle("bench").createSslContext();
        HttpHandler handlers = beans.getBean(StreamHandlers.class)
                .beside(exchange -> exchange.setStatusCode(404).endExchange(), "");
        Undertow.builder()
                .addHttpsListener(beans.getEnvironment().getRequiredProperty("port", int.class), "127.0.0.1", tls)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setHandler(exchange -> {
                    Exchanges.attach(exchange, new BareExchange(exchange));
                    handlers.handleRequest(exchange);
                })
                .build()
                .start();
    }

    /** What the stream handlers ask of their exchange; the rest is for controllers or needs the gate. */
    private record BareExchange(HttpServerExchange exchange) implements Exchange {
        @Override
        public String protocol() {
            return "HTTP/2";
        }

        @Override
        public String connectionId() {
            return "";
        }

        @Override
        public OptionalInt streamId() {
            return OptionalInt.of(1); // Undertow does not tell
        }

        @Override
        public List<Hop> hops() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String method() {
            return exchange.getRequestMethod().toString();
        }

        @Override
        public String target() {
            return exchange.getRequestURI();
        }

        @Override
        public List<HeaderField> requestFields() {
            return List.of();
        }

        @Override
        public List<HeaderField> trailers() {
            return List.of();
        }

        @Override
        public long requestDataFrames() {
            return 0;
        }

        @Override
        public EarlyHints earlyHints(List<HeaderField> fields, boolean force) {
            throw new UnsupportedOperationException();
        }

        /** Undertow's own windows hold back what is too much. */
        @Override
        public int writable() {
            return Integer.MAX_VALUE;
        }

        /** Nothing that the bench asks for waits. */
        @Override
        public void whenEnded(Runnable task) {}

        @Override
        public void withoutLength() {
            exchange.addResponseCommitListener(
                    committed -> committed.getResponseHeaders().remove(Headers.CONTENT_LENGTH));
        }

        @Override
        public void declareLength(long octets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void receive(BodyTaker taker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void echo(IntConsumer admit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void finish(byte[] body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable finish(ReadableByteChannel body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort() {
            throw new UnsupportedOperationException();
        }
    }
}
