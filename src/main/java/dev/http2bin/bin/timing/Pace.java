package dev.http2bin.bin.timing;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.problem.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * How a response comes in steps.
 *
 * @param steps how many there are
 * @param interval from one to the next
 */
record Pace(int steps, Duration interval) {

    /**
     * Reads what a caller asks for.
     *
     * @param steps the parameter that says how many
     * @param interval the parameter that says how fast
     * @param least the shortest interval
     * @throws Problem 400 if one of them is out of its bounds, or the response would take too long
     */
    static Pace of(Parameter steps, Parameter interval, Duration least, TimingProperties properties) {
        Pace pace = new Pace(
                (int) steps.whole(1, properties.maxTicks()), interval.duration(least, properties.maxDuration()));
        if (pace.interval.multipliedBy(pace.steps - 1L).compareTo(properties.maxDuration()) > 0) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "'%s' times '%s' must stay within %ds."
                            .formatted(
                                    steps.name(),
                                    interval.name(),
                                    properties.maxDuration().toSeconds()));
        }
        return pace;
    }
}
