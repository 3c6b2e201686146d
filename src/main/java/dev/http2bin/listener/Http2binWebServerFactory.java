package dev.http2bin.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.exchange.Exchange;
import dev.http2bin.exchange.NonBlockingPaths;
import dev.http2bin.ledger.Ledger;
import dev.http2bin.stream.StreamHandlers;
import dev.http2bin.tls.TlsContext;
import io.undertow.Undertow;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.handlers.ServletRequestContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServer;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;

/** Makes Boot's web server with our listener in place of Undertow's own. */
final class Http2binWebServerFactory extends UndertowServletWebServerFactory implements ApplicationContextAware {
    private final ListenerSettings settings;
    private final Ledger ledger;
    private final ObjectMapper json;
    private final ServerLoad load;
    private final StreamHandlers streams;
    private final ObjectProvider<NonBlockingPaths> nonBlocking;
    private boolean management;

    Http2binWebServerFactory(
            ListenerSettings settings,
            Ledger ledger,
            ObjectMapper json,
            ServerLoad load,
            StreamHandlers streams,
            ObjectProvider<NonBlockingPaths> nonBlocking) {
        this.settings = settings;
        this.ledger = ledger;
        this.json = json;
        this.load = load;
        this.streams = streams;
        this.nonBlocking = nonBlocking;
        addDeploymentInfoCustomizers(
                Http2binWebServerFactory::showExchange,
                // nothing is behind a servlet login: Undertow's eight handlers for one would run for each request
                deployment -> deployment.setSecurityDisabled(true));
    }

    /** Endpoints find the exchange as an attribute of their servlet request. */
    private static void showExchange(DeploymentInfo deployment) {
        deployment.addInnerHandlerChainWrapper(next -> exchange -> {
            Exchange known = exchange.getAttachment(StreamHandlers.EXCHANGE);
            if (known != null) {
                exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY)
                        .getServletRequest()
                        .setAttribute(Exchange.ATTRIBUTE, known);
            }
            next.handleRequest(exchange);
        });
    }

    /** The management port has a factory of the same class made for it (Boot's way): it gets Boot's own server. */
    @Override
    public void setApplicationContext(ApplicationContext context) {
        management = WebServerApplicationContext.hasServerNamespace(context, "management");
    }

    @Override
    protected UndertowServletWebServer getUndertowWebServer(
            Undertow.Builder builder, DeploymentManager manager, int port) {
        if (management) {
            return super.getUndertowWebServer(builder, manager, port);
        }
        Ssl ssl = getSsl();
        if (!Ssl.isEnabled(ssl)) {
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
                streams,
                new RefusalHandler(json),
                settings,
                nonBlocking::getObject,
                new PortBinder(settings, context, ledger, load, getAddress(), port));
    }
}
