package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.FreePort;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That {@code bench/run} still runs; what it measures is nothing a test could judge. */
@Tag("outside")
class BenchTest {

    private static final int PORTS = 110; // an attack begins 100 ports behind the first

    @Test
    void oneShortRoundGivesARowForBothWaysToAnswerAndForBareUndertow() {
        Tool.require("h2load");
        Tool.require("node");
        Tool.require("openssl");
        Run bench = Tool.at(Path.of("bench/run").toAbsolutePath())
                .withTimeout(Duration.ofMinutes(2))
                .run(
                        "throughput",
                        "--no-build",
                        "--quick",
                        "--peers=undertow",
                        "--work=version",
                        "--rounds=1",
                        "--seconds=1",
                        "--warm-up=1",
                        "--java=" + System.getProperty("java.home"),
                        "--port=" + FreePort.firstOf(PORTS))
                .succeeded();

        assertThat(bench.text())
                .contains("### Small JSON")
                .containsPattern("\\| http2bin /version \\| [1-9][0-9,]* \\|")
                .containsPattern("\\| undertow \\| [1-9][0-9,]* \\|")
                .containsPattern("\\| http2bin /stream/version \\| [1-9][0-9,]* \\|");
    }

    @Test
    void anAttackGivesARowThatSaysHowTheServerAndTheVictimFared() {
        Tool.require("h2load");
        Tool.require("node");
        Tool.require("openssl");
        Run bench = Tool.at(Path.of("bench/run").toAbsolutePath())
                .withTimeout(Duration.ofMinutes(2))
                .run(
                        "attacks",
                        "--no-build",
                        "--print",
                        "--attacks=empty-continuation",
                        "--peers=none",
                        "--seconds=2",
                        "--java=" + System.getProperty("java.home"),
                        "--port=" + FreePort.firstOf(PORTS))
                .succeeded();

        assertThat(bench.text())
                .contains("### empty-continuation")
                .containsPattern("\\| http2bin \\| .* \\| 0 of [1-9].*GOAWAY ENHANCE_YOUR_CALM ×[1-9]");
    }
}
