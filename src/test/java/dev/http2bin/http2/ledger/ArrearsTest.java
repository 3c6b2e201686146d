package dev.http2bin.http2.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How far a client may fall behind the least rate. */
class ArrearsTest {
    private static final int RATE = 64;

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void aClientThatTakesNothingFallsBehindByAllTheTime() {
        Arrears arrears = new Arrears(0);
        assertThat(arrears.update(seconds(1), 0, RATE)).isEqualTo(seconds(1));
        assertThat(arrears.update(seconds(20), 0, RATE)).isEqualTo(seconds(20));
    }

    @Test
    void aByteNowAndThenHardlyPays() {
        Arrears arrears = new Arrears(0);
        long behind = 0;
        for (int i = 1; i <= 3; i++) {
            behind = arrears.update(seconds(8 * i), i, RATE);
        }
        assertThat(behind).isEqualTo(seconds(24 - 3.0 / RATE));
    }

    @Test
    void aClientAtTheLeastRateNeverFallsBehind() {
        Arrears arrears = new Arrears(1_000);
        for (int second = 1; second <= 100_000; second++) {
            assertThat(arrears.update(seconds(second), 1_000 + (long) RATE * second, RATE))
                    .isZero();
        }
    }

    @Test
    void whatAClientTookQuicklyDoesNotExcuseALongWait() {
        Arrears arrears = new Arrears(0);
        assertThat(arrears.update(seconds(1), 1L << 40, RATE)).isZero();
        assertThat(arrears.update(seconds(22), 1L << 40, RATE)).isEqualTo(seconds(21));
    }

    @Test
    void aBurstPaysForTheWaitBeforeIt() {
        Arrears arrears = new Arrears(0);
        assertThat(arrears.update(seconds(15), 0, RATE)).isEqualTo(seconds(15));
        assertThat(arrears.update(seconds(15), 1 << 20, RATE)).isZero();
    }

    @Test
    void timeInWhichTheServerDidNotWaitDoesNotCount() {
        Arrears arrears = new Arrears(0);
        assertThat(arrears.update(seconds(5), 0, RATE)).isEqualTo(seconds(5));
        assertThat(arrears.update(seconds(5), 0, RATE)).isEqualTo(seconds(5));
    }
}
