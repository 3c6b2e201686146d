package dev.http2bin.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private final FrameWriter writer = new FrameWriter();

    private String written() {
        byte[] octets = new byte[writer.size()];
        writer.drainTo(ByteBuffer.wrap(octets));
        return HexFormat.of().formatHex(octets);
    }

    @Test
    void eachFrameIsAsRfc9113DrawsIt() {
        List<String> frames = new ArrayList<>();
        writer.settings(List.of(new Setting(Setting.ENABLE_PUSH, 0), new Setting(0xffff, 0xffff_ffffL)));
        frames.add(written());
        writer.settingsAck();
        frames.add(written());
        writer.ping(0x0102030405060708L, true);
        frames.add(written());
        writer.windowUpdate(3, 0x7fff_ffff);
        frames.add(written());
        writer.rstStream(5, 0xffff_ffffL);
        frames.add(written());
        writer.goAway(7, 1, "é");
        frames.add(written());
        writer.goAway(7, 0, null);
        frames.add(written());

        assertThat(frames)
                .containsExactly(
                        "00000c040000000000" + "000200000000" + "ffffffffffff",
                        "000000040100000000",
                        "000008060100000000" + "0102030405060708",
                        "000004080000000003" + "7fffffff",
                        "000004030000000005" + "ffffffff",
                        "00000a070000000000" + "00000007" + "00000001" + "c3a9",
                        "000008070000000000" + "00000007" + "00000000");
    }

    @Test
    void aBlockThatFitsIsOneFrame() {
        writer.headers(1, true, ByteBuffer.wrap(new byte[] {1, 2, 3}), 3);

        assertThat(written()).isEqualTo("000003010500000001" + "010203");
    }

    @Test
    void aBlockThatDoesNotFitGoesOnInContinuations() {
        writer.headers(1, true, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), 2);

        assertThat(written())
                .isEqualTo("000002010100000001" + "0102" + "000002090000000001" + "0304" + "000001090400000001" + "05");
    }

    @Test
    void anEmptyBlockIsOneEmptyFrame() {
        writer.headers(1, false, ByteBuffer.allocate(0), 2);

        assertThat(written()).isEqualTo("000000010400000001");
    }

    @Test
    void whatIsTakenInSmallPartsIsTheSame() {
        for (int i = 0; i < 100; i++) {
            writer.ping(i, false);
        }
        ByteBuffer all = ByteBuffer.allocate(1700);
        while (!writer.isEmpty()) {
            ByteBuffer part = ByteBuffer.allocate(7);
            writer.drainTo(part);
            all.put(part.flip());
        }

        for (int i = 0; i < 100; i++) {
            assertThat(all.getLong(17 * i + 9)).isEqualTo(i);
        }
        assertThat(writer.size()).isZero();
    }

    @Test
    void whatIsAppendedComesBehind() {
        FrameWriter other = new FrameWriter();
        other.settingsAck();
        writer.ping(0, false);
        writer.append(other);

        assertThat(written()).endsWith("000000040100000000");
        assertThat(other.isEmpty()).isTrue();
    }
}
