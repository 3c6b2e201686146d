package dev.http2bin.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class ToolTest {

    private static final Tool SH = Tool.find("sh").orElseThrow();

    @Test
    void aRunTellsTheExitStatusAndBothOutputs() {
        Run run = SH.run("-c", "printf out; printf err >&2; exit 3");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.text()).isEqualTo("out");
        assertThat(run.errors()).isEqualTo("err");
        assertThatThrownBy(run::succeeded).isInstanceOf(AssertionError.class).hasMessageContaining("exit status 3");
    }

    @Test
    void everyByteOfTheInputArrivesAndComesBack() {
        byte[] bytes = new byte[3 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }

        assertThat(Tool.require("cat").withInput(bytes).run().succeeded().out()).isEqualTo(bytes);
    }

    @Test
    void aRunHasItsFolderAndItsVariables(@TempDir Path folder) throws IOException {
        Tool tool = SH.within(folder).withVariable("FIRST", "1").withVariable("SECOND", "2");

        assertThat(tool.run("-c", "pwd -P; echo $FIRST$SECOND").text()).isEqualTo(folder.toRealPath() + "\n12\n");
    }

    @Test
    void atTheTimeoutTheProgramAndItsChildrenAreKilled(@TempDir Path folder) throws Exception {
        Tool slow = SH.within(folder).withTimeout(Duration.ofSeconds(1));

        assertThatThrownBy(() -> slow.run("-c", "sleep 600 & echo $! > child; echo said; wait"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not done after 1 s")
                .hasMessageContaining("said");

        assertEnds(Long.parseLong(Files.readString(folder.resolve("child")).strip()));
    }

    @Test
    void closingStopsWhatRunsInTheBackgroundAndItsChildren() throws Exception {
        long pid;
        long child;
        try (Background background = SH.start("-c", "sleep 600 & echo child $!; wait")) {
            pid = background.pid();
            child = Long.parseLong(background.awaitLine("child [0-9]+").substring(6));
            assertThat(background.isAlive()).isTrue();
            assertThat(background.soFar().exit()).isEqualTo(-1);
        }

        assertEnds(pid);
        assertEnds(child);
    }

    @Test
    void aStoppedProgramGotSigtermFirst() {
        String cleansUp = "trap 'echo cleaned; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
        try (Background background = SH.start("-c", cleansUp)) {
            background.awaitLine("ready");

            Run run = background.stop();

            assertThat(run.exit()).isEqualTo(7);
            assertThat(run.text()).isEqualTo("ready\ncleaned\n");
        }
    }

    @Test
    void aLineOfTheErrorsIsAwaitedToo() {
        try (Background background = SH.start("-c", "sleep 0.2; echo 'listening on 8443' >&2; exec sleep 600")) {
            assertThat(background.awaitLine("listening on \\d+")).isEqualTo("listening on 8443");
        }
    }

    @Test
    void awaitingFailsAtOnceWhenTheProgramEnds() {
        try (Background background = SH.start("-c", "echo broken >&2; exit 1")) {
            assertThatThrownBy(() -> background.awaitLine("ready"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ended before line ready")
                    .hasMessageContaining("broken");
        }
    }

    @Test
    void aPortIsAwaitedUntilItAccepts() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Background background = SH.withTimeout(Duration.ofMillis(200)).start("-c", "exec sleep 600")) {
            int port = server.getLocalPort();
            background.awaitPort(port);
            server.close();

            assertThatThrownBy(() -> background.awaitPort(port))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no port " + port);
        }
    }

    @Test
    void aMissingToolSkipsTheTestAndFailsItWhereToolsAreRequired() {
        assertThatThrownBy(() -> Tool.require("no-such-tool", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no-such-tool is not installed");
        assertThatThrownBy(() -> Tool.require("no-such-tool", true))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no-such-tool is not installed");
    }

    @Test
    void theBytesOfARunAreItsTextInUtf8() {
        Run run = SH.run("-c", "printf '\\303\\251'");

        assertThat(run.text()).isEqualTo("é").isEqualTo(new String(run.out(), StandardCharsets.UTF_8));
    }

    private static void assertEnds(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }
}
