package dev.http2bin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("outside")
class ServiceJarTest {

    @Test
    void theStartedJarAnswersAndEndsBySigterm() throws Exception {
        try (ServiceJar service = new ServiceJar.Start()
                .jvm("-Xmx128m")
                .property("spring.main.banner-mode", "off")
                .start()) {
            HttpRequest health = HttpRequest.newBuilder(service.management().resolve("/actuator/health"))
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).contains("UP");
            assertThat(service.residentBytes()).isBetween(50L << 20, service.peakResidentBytes());
            assertThat(service.log()).contains("Started Http2binApplication").doesNotContain(":: Spring Boot ::");

            assertThat(service.stop().exit()).isEqualTo(143);
            assertThat(ProcessHandle.of(service.pid())).isEmpty();
        }
    }

    @Test
    void twoServicesRunSideBySideEachInItsFolder(@TempDir Path folder) {
        try (ServiceJar first = ServiceJar.started();
                ServiceJar second = new ServiceJar.Start().within(folder).start()) {
            assertThat(first.base()).isNotEqualTo(second.base());
            assertThat(second.ca()).isEqualTo(folder.resolve("certs/ca.pem"));
            assertThat(first.folder()).isNotEqualTo(second.folder());
        }
        assertThat(folder).isDirectory();
    }

    @Test
    void aServiceThatCannotStartSaysWhy() {
        assertThatThrownBy(new ServiceJar.Start().property("server.address", "no.such.host.invalid")::start)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no.such.host.invalid");
    }
}
