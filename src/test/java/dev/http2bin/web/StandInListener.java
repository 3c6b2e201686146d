package dev.http2bin.web;

import dev.http2bin.exchange.EarlyHints;
import dev.http2bin.exchange.Exchange;
import dev.http2bin.hpack.HeaderField;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Stands in for the listener, over HTTP/1.1 alone, until that is merged. Then this file is deleted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StandInListener implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServerExchange wire = ServletRequestContext.requireCurrent().getExchange();
        request.setAttribute(Exchange.ATTRIBUTE, new Http1Exchange((HttpServletRequest) request, wire));
        chain.doFilter(request, response);
    }

    private record Http1Exchange(HttpServletRequest request, HttpServerExchange wire) implements Exchange {

        @Override
        public String protocol() {
            return request.getProtocol();
        }

        @Override
        public String connectionId() {
            return Integer.toHexString(System.identityHashCode(wire.getConnection()));
        }

        @Override
        public OptionalInt streamId() {
            return OptionalInt.empty();
        }

        @Override
        public String target() {
            return request.getQueryString() == null || request.getQueryString().isEmpty()
                    ? request.getRequestURI()
                    : request.getRequestURI() + "?" + request.getQueryString();
        }

        @Override
        public List<HeaderField> requestFields() {
            return Collections.list(request.getHeaderNames()).stream()
                    .flatMap(name -> Collections.list(request.getHeaders(name)).stream()
                            .map(value -> new HeaderField(name, value)))
                    .toList();
        }

        @Override
        public long requestDataFrames() {
            return 0;
        }

        @Override
        public EarlyHints earlyHints(List<HeaderField> fields, boolean force) {
            if (!force) {
                return EarlyHints.SKIPPED_HTTP1;
            }
            StringBuilder head = new StringBuilder("HTTP/1.1 103 Early Hints\r\n");
            fields.forEach(
                    f -> head.append(f.name()).append(": ").append(f.value()).append("\r\n"));
            ByteBuffer bytes = ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            try {
                ((HttpServerConnection) wire.getConnection())
                        .getOriginalSinkConduit()
                        .write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return EarlyHints.SENT;
        }
    }
}
