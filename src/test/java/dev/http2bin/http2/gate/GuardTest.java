package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Limit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A guard throws the limit that a client ran over. */
class GuardTest {
    private static final int MORE_THAN_ANY_BUDGET = 100_000;

    private final AtomicBoolean blocked = new AtomicBoolean();
    private final Guard guard = guard(blocked::get);

    /** No field has the type of the limits: JUnit would load that class before jazzer (see junit-platform.properties). */
    private static Guard guard(BooleanSupplier blocked) {
        return new Guard(
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("http2bin.limits", LimitProperties.class),
                blocked,
                () -> 0);
    }

    private static void again(ThrowingCallable call) throws Throwable {
        for (int i = 0; i < MORE_THAN_ANY_BUDGET; i++) {
            call.call();
        }
    }

    @Test
    void resetsBeyondTheBudgetThrowTheirLimit() {
        LimitExceeded thrown = catchThrowableOfType(LimitExceeded.class, () -> again(guard::reset));

        assertThat(thrown.limit()).isEqualTo(Limit.RESETS);
        assertThat(thrown.code()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
        assertThat(thrown).hasMessage("limit resets");
    }

    @Test
    void answersAreBoundedOnlyWhileTheTransportTakesNone() throws Throwable {
        again(guard::answer);
        blocked.set(true);

        LimitExceeded thrown = catchThrowableOfType(LimitExceeded.class, () -> again(guard::answer));

        assertThat(thrown.limit()).isEqualTo(Limit.CONTROL_FRAMES);
    }

    @Test
    void anAnswerThatLeavesForgivesThoseBefore() throws Http2Exception {
        for (int i = 0; i < MORE_THAN_ANY_BUDGET; i++) {
            blocked.set(i % 1_000 != 0);
            guard.answer();
        }
    }
}
