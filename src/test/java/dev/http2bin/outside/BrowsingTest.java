package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do in Chromium that other clients do not: they leave pages half loaded, and keep cookies. */
@Tag("outside")
@ExtendWith(SharedService.class)
class BrowsingTest {
    private static final int PICTURES = 60;

    private final ServiceJar service;

    BrowsingTest(ServiceJar service) {
        this.service = service;
    }

    /** The browser resets the stream of each picture that has not come. */
    @Test
    void aPageOfSixtySlowPicturesIsReloadedTwiceAndLoadsAllThatItThenShows(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + "/hello");
            Connections connections = Connections.since(service);
            for (int load = 0; load < 2; load++) {
                show(chromium, load);
                service.scrapeWhen(
                        "all pictures are on their way", meters -> meters.sample("streams_active") >= PICTURES);
                chromium.reload();
            }

            show(chromium, 2);

            assertThat(chromium.run(
                            "return Promise.all(window.pictures).then((all) => all.filter((good) => good).length)"))
                    .isEqualTo((long) PICTURES);
            connections.assertOpenedAndKept(0);
        }
    }

    /** Chromium keeps up to 180 cookies for a host, whatever the port, and sends each as a field of its own. */
    @Test
    void chromiumGetsAPageWithAllTheCookiesThatItKeeps(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + "/hello");
            chromium.run("for (let i = 0; i < 180; i++) document.cookie = `cookie-${i}=value-${i}`");
            assertThat(chromium.run("return document.cookie.split('; ').length"))
                    .isEqualTo(180L);

            Object seen = chromium.run("""
                    return fetch('/echo').then(async (answer) => [answer.status, ((await answer.json()).headers ?? [])
                        .filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split('; ')).length]);
                    """);

            assertThat(seen).isEqualTo(List.of(200L, 180L));
        }
    }

    /** Adds the pictures, each of which takes two seconds. */
    private static void show(Chromium chromium, int load) {
        chromium.run("""
                window.pictures = Array.from({ length: %d }, (_, i) => new Promise((done) => {
                  const picture = new Image();
                  picture.onload = () => done(true);
                  picture.onerror = () => done(false);
                  picture.src = `/lab/tiles/${i + 1}?delay=2s&run=%d`;
                  document.body.append(picture);
                }));
                """.formatted(PICTURES, load));
    }
}
