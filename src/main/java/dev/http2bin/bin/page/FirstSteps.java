package dev.http2bin.bin.page;

import dev.http2bin.http2.tls.LocalCertificateEnvironment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Says in the log, once the service is there, where to look: an address for a browser, and a line for a terminal. */
@Component
final class FirstSteps implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger log = LoggerFactory.getLogger(FirstSteps.class);

    /** What the name stands for. */
    private static final Set<String> LOCALHOST = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    private final ServerProperties server;
    private final ConfigurableEnvironment environment;

    FirstSteps(ServerProperties server, ConfigurableEnvironment environment) {
        this.server = server;
        this.environment = environment;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context) {
            String path = server.getServlet().getContextPath();
            String url = "https://" + host() + ":" + context.getWebServer().getPort() + (path == null ? "" : path);
            log.info("Open {}/", url);
            log.info("curl {}{}/hello", authority(), url);
        }
    }

    /** The name that the local certificate is for, unless nobody is reached by it. */
    private String host() {
        InetAddress address = server.getAddress();
        if (address == null || address.isAnyLocalAddress() || LOCALHOST.contains(address.getHostAddress())) {
            return "localhost";
        }
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    /** The option that trusts the local CA; none for a certificate that the user chose. */
    private String authority() {
        return LocalCertificateEnvironment.authority(environment)
                .map(authority -> "--cacert " + quoted(shown(authority)) + " ")
                .orElse("");
    }

    /** As seen from the folder where the service was started, if it is below that. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }

    private static String quoted(String file) {
        return file.matches("[\\w./:\\\\-]+") ? file : "'" + file + "'";
    }
}
