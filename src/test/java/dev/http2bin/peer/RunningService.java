package dev.http2bin.peer;

import dev.http2bin.Http2binApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * The real service on free ports, started once for all test classes that ask for the same properties, with {@link
 * TestEndpoints} beside its own. A test method's parameter of type {@link ScriptedPeer} is connected to it, and closed
 * after the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Http2binApplication.class, TestEndpoints.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "http2bin.listener.http1-port=0",
            "management.server.port=0",
            "http2bin.tls.local.directory=target/certs"
        })
@ExtendWith(PeerExtension.class)
public @interface RunningService {}
