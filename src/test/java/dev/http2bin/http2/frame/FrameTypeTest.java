package dev.http2bin.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTypeTest {

    /** RFC 9113 §6 and RFC 9218 §7.1: the code, on stream 0, on another, and the lengths around what is allowed. */
    @ParameterizedTest
    @CsvSource({
        "DATA, 0, false, true, '', 0 16384",
        "HEADERS, 1, false, true, '', 0 16384",
        "PRIORITY, 2, false, true, 0 4 6, 5",
        "RST_STREAM, 3, false, true, 0 3 5, 4",
        "SETTINGS, 4, true, false, 1 5 7, 0 6 12",
        "PUSH_PROMISE, 5, false, true, 0 3, 4 16384",
        "PING, 6, true, false, 0 7 9, 8",
        "GOAWAY, 7, true, false, 0 7, 8 16384",
        "WINDOW_UPDATE, 8, true, true, 0 3 5, 4",
        "CONTINUATION, 9, false, true, '', 0 16384",
        "PRIORITY_UPDATE, 16, true, false, 0 3, 4 16384",
        "UNKNOWN, -1, true, true, '', 0 16384",
    })
    void eachTypeKnowsItsRules(FrameType type, int code, boolean onZero, boolean onOther, String bad, String good) {
        assertThat(type.code()).isEqualTo(code);
        assertThat(type.allowsStream(0)).isEqualTo(onZero);
        assertThat(type.allowsStream(1)).isEqualTo(onOther);
        assertThat(bad.split(" ", -1))
                .filteredOn(length -> !length.isEmpty())
                .noneMatch(length -> type.allowsLength(Integer.parseInt(length), 0));
        assertThat(good.split(" ", -1)).allMatch(length -> type.allowsLength(Integer.parseInt(length), 0));
    }

    @Test
    void anAckOfSettingsIsEmpty() {
        assertThat(FrameType.SETTINGS.allowsLength(0, Flags.ACK)).isTrue();
        assertThat(FrameType.SETTINGS.allowsLength(6, Flags.ACK)).isFalse();
    }

    @Test
    void aCodeFromTheWireIsItsType() {
        for (FrameType type : FrameType.values()) {
            if (type != FrameType.UNKNOWN) {
                assertThat(FrameType.of(type.code())).isEqualTo(type);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xa, 0xf, 0x11, 0xbe, 0xff})
    void aCodeThatNobodyDefinedIsUnknown(int code) {
        assertThat(FrameType.of(code)).isEqualTo(FrameType.UNKNOWN);
    }

    @Test
    void errorCodesHaveNamesAndUnknownOnesNumbers() {
        assertThat(ErrorCode.name(0)).isEqualTo("NO_ERROR");
        assertThat(ErrorCode.name(0xd)).isEqualTo("HTTP_1_1_REQUIRED");
        assertThat(ErrorCode.name(0xe)).isEqualTo("0xe");
        assertThat(ErrorCode.name(0xffff_ffffL)).isEqualTo("0xffffffff");
        assertThat(ErrorCode.isKnown(-1)).isFalse();
    }

    @Test
    void settingsHaveNamesAndUnknownOnesNumbers() {
        assertThat(new Setting(3, 1).name()).isEqualTo("MAX_CONCURRENT_STREAMS");
        assertThat(new Setting(8, 1).name()).isEqualTo("ENABLE_CONNECT_PROTOCOL");
        assertThat(new Setting(7, 1).name()).isEqualTo("0x7");
    }

    @Test
    void flagsHaveNamesByTheTypeAndOthersNumbers() {
        assertThat(FrameHeader.describe(1, 0, 2, 0x9)).isEqualTo("1 DATA 2 PADDED END_STREAM");
        assertThat(FrameHeader.describe(1, 1, 2, 0x2d)).isEqualTo("1 HEADERS 2 PRIORITY PADDED END_HEADERS END_STREAM");
        assertThat(FrameHeader.describe(0, 6, 8, 0x1)).isEqualTo("0 PING 8 ACK");
        assertThat(FrameHeader.describe(1, 0, 2, 0x24)).isEqualTo("1 DATA 2 0x24");
        assertThat(FrameHeader.describe(1, 0xbe, 0, 0x1)).isEqualTo("1 0xbe 0 0x01");
    }
}
