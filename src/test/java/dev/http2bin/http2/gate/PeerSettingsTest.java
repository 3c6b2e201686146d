package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static dev.http2bin.http2.frame.Setting.NO_RFC7540_PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is kept of a client's SETTINGS. */
class PeerSettingsTest {
    private final PeerSettings settings = new PeerSettings();

    private void read(int id, int value) throws Http2Exception {
        settings.read(ByteBuffer.allocate(6).putShort((short) id).putInt(value).flip(), tableSize -> {});
    }

    @Test
    void settingsThatNobodyDefinedAreKeptUpToABoundAndThoseOfTheProtocolAlways() throws Http2Exception {
        for (int id = 0x100; id < 0x1100; id++) {
            read(id, 1);
        }
        read(INITIAL_WINDOW_SIZE, 7);

        assertThat(settings.entries())
                .hasSizeLessThan(100)
                .contains(new Setting(0x100, 1), new Setting(INITIAL_WINDOW_SIZE, 7));
        assertThat(settings.initialWindowSize()).isEqualTo(7);
    }

    /** RFC 9218 §2.1. */
    @Test
    void noRfc7540PrioritiesIs0Or1() throws Http2Exception {
        read(NO_RFC7540_PRIORITIES, 1);

        assertThatThrownBy(() -> read(NO_RFC7540_PRIORITIES, 2))
                .isInstanceOf(Http2Exception.class)
                .hasMessage("NO_RFC7540_PRIORITIES is 0 or 1");
    }
}
