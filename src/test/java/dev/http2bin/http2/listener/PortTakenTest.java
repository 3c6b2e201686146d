package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.http2bin.Http2binApplication;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Starts where something else listens on one of the ports. */
@ExtendWith(OutputCaptureExtension.class)
class PortTakenTest {

    private static final List<String> PROPERTIES = List.of(
            "server.port", "http2bin.listener.http1-port", "http2bin.listener.h2c-port", "management.server.port");

    static List<String> properties() {
        return PROPERTIES;
    }

    @ParameterizedTest
    @MethodSource("properties")
    void thePortThatIsTakenIsNamedWithItsProperty(String property, CapturedOutput output) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
            int port = other.getLocalPort();
            Map<String, Integer> ports = new TreeMap<>();
            PROPERTIES.forEach(name -> ports.put(name, name.equals(property) ? port : 0));
            String[] arguments = Stream.concat(
                            Stream.of(
                                    "server.address=127.0.0.1",
                                    "management.server.address=127.0.0.1",
                                    "http2bin.tls.local.directory=target/certs"),
                            ports.entrySet().stream().map(Object::toString))
                    .map(setting -> "--" + setting)
                    .toArray(String[]::new);

            assertThatThrownBy(() -> new SpringApplicationBuilder(Http2binApplication.class).run(arguments))
                    .hasRootCauseInstanceOf(BindException.class);

            assertThat(output)
                    .contains("Port " + port + ", which " + property + " asks for, is already in use.")
                    .contains("End what listens on port " + port + ", or set " + property + " to another port.");
        }
    }
}
