package dev.http2bin.http2.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.NonBlockingPaths;
import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.http1.Answers;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.tls.TlsContext;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.HandlersBesideServlets;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.Undertow;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;
import io.undertow.server.handlers.resource.ResourceManager;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Headers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServer;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;

/** Makes Boot's web server with our listener in place of Undertow's own. */
final class Http2binWebServerFactory extends UndertowServletWebServerFactory implements ApplicationContextAware {
    private final ListenerSettings settings;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final Workers workers;
    private final BufferCount buffers;
    private final MemoryBound memory;
    private final ObjectProvider<HandlersBesideServlets> handlers;
    private final ObjectProvider<NonBlockingPaths> nonBlocking;
    private boolean management;
    private @Nullable Ssl ssl;

    Http2binWebServerFactory(
            ListenerSettings settings,
            Ledger ledger,
            ObjectMapper json,
            Workers workers,
            BufferCount buffers,
            MemoryBound memory,
            ObjectProvider<HandlersBesideServlets> handlers,
            ObjectProvider<NonBlockingPaths> nonBlocking) {
        this.settings = settings;
        this.ledger = ledger;
        this.json = json;
        this.workers = workers;
        this.buffers = buffers;
        this.memory = memory;
        this.handlers = handlers;
        this.nonBlocking = nonBlocking;
        setMimeMappings(new MimeMappings()); // Spring MVC has its own; Boot's thousand would be read for each port
        addDeploymentInfoCustomizers(
                Http2binWebServerFactory::showExchange,
                // Boot's would be a folder ./public, ./static or ./src/main/webapp, if there happens to be one
                deployment -> deployment.setResourceManager(ResourceManager.EMPTY_RESOURCE_MANAGER),
                // nothing is behind a servlet login: Undertow's eight handlers for one would run for each request
                deployment -> deployment.setSecurityDisabled(true));
    }

    /**
     * Endpoints find the exchange as an attribute of their servlet request. Its parameters are the query's: to look for
     * others, the container would read a form whole into memory.
     */
    private static void showExchange(DeploymentInfo deployment) {
        deployment.addInnerHandlerChainWrapper(next -> exchange -> {
            Exchange known = Exchanges.find(exchange);
            if (known != null) {
                ServletRequestContext context = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
                context.getServletRequest().setAttribute(Exchange.ATTRIBUTE, known);
                if (exchange.getRequestHeaders().contains(Headers.CONTENT_TYPE)) {
                    exchange.putAttachment(FormDataParser.FORM_DATA, new FormData(0));
                }
                if (!exchange.getRequestMethod().toString().equals(known.method())
                        && context.getServletRequest() instanceof HttpServletRequest request) {
                    context.setServletRequest(withMethod(request, known.method()));
                }
            }
            next.handleRequest(exchange);
        });
    }

    /** Undertow knows the request by another method than the client sent. */
    private static HttpServletRequest withMethod(HttpServletRequest request, String method) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return method;
            }
        };
    }

    /** The management port has a factory of the same class made for it (Boot's way). */
    @Override
    public void setApplicationContext(ApplicationContext context) {
        management = WebServerApplicationContext.hasServerNamespace(context, "management");
    }

    /** Without TLS for Boot's builder, which would set up a context of the JDK's for a listener that is never opened. */
    @Override
    public WebServer getWebServer(ServletContextInitializer... initializers) {
        if (management) {
            return super.getWebServer(initializers);
        }
        ssl = getSsl();
        setSsl(null);
        try {
            return super.getWebServer(initializers);
        } finally {
            setSsl(ssl);
        }
    }

    @Override
    protected UndertowServletWebServer getUndertowWebServer(
            Undertow.Builder builder, DeploymentManager manager, int port) {
        if (management) {
            return management(builder, manager, port);
        }
        if (ssl == null || !Ssl.isEnabled(ssl)) {
            throw new IllegalStateException("http2bin speaks HTTP/2 over TLS only: remove server.ssl.enabled=false");
        }
        TlsContext context = new TlsContext(
                ssl,
                getSslBundles(),
                settings.tls().reloadInterval(),
                settings.tls().provider());
        return new Http2binWebServer(
                builder,
                manager,
                getContextPath(),
                getShutdown() == Shutdown.GRACEFUL,
                ledger,
                handlers.getIfAvailable(() -> HandlersBesideServlets::none),
                new Problems(new Json(json)),
                new RefusalHandler(json),
                settings,
                () -> nonBlocking.getIfAvailable(() -> path -> false),
                new PortBinder(
                        settings, context, ledger, workers, buffers, memory, new Answers(json), getAddress(), port));
    }

    /** With TLS of its own the management port is Boot's, and has no front. */
    private UndertowServletWebServer management(Undertow.Builder builder, DeploymentManager manager, int port) {
        if (Ssl.isEnabled(getSsl())) {
            return super.getUndertowWebServer(builder, manager, port);
        }
        return new ManagementWebServer(
                builder,
                manager,
                getContextPath(),
                getShutdown() == Shutdown.GRACEFUL,
                getCompression(),
                settings,
                ledger,
                new RefusalHandler(json),
                new Answers(json),
                getAddress(),
                port);
    }
}
