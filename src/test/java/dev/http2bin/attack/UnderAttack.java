package dev.http2bin.attack;

import dev.http2bin.peer.RunningService;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link RunningService} whose tests attack it, with a {@link Victim} beside each: a test passes only where the victim
 * was served without an error and as fast as before.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunningService
@ExtendWith(VictimExtension.class)
@interface UnderAttack {}
