package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("outside")
@ExtendWith(SharedService.class)
class UploadsTest {

    @Test
    void of64UploadsAtOnceOnOneConnectionEachIsCountedExactly(ServiceJar service) {
        assertThat(NodeScript.against(service).lines("uploads.mjs", "64"))
                .containsExactlyElementsOf(IntStream.range(0, 64)
                        .mapToObj(i -> (1 + 2 * i) + " good")
                        .toList());
    }
}
