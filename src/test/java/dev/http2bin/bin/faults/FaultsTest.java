package dev.http2bin.bin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The list of faults, what they say over HTTP/1.1, and what they refuse. */
@RunningService
class FaultsTest {

    @LocalServerPort
    int port;

    private RequestSpecification given() {
        return Http1.given(port);
    }

    @Test
    void theListHasEachFaultWithTheFramesTheClientSees() {
        given().get("/faults")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("faults.name", hasSize(Fault.values().length))
                .body("faults[0].name", equalTo("reset"))
                .body("faults[0].path", equalTo("/faults/reset"))
                .body("faults[0].frames[1]", containsString("RST_STREAM"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void overHttp1EachFaultSaysThatNothingWasDone(Fault fault) {
        given().request(fault.method(), fault.path() + "?" + fault.query())
                .then()
                .statusCode(200)
                .body("fault", equalTo(fault.title()))
                .body("protocol", equalTo("HTTP/1.1"))
                .body("note", containsString("Ask over HTTP/2"));
    }

    /** curl says of each body that it is a form. */
    @Test
    void aBodyThatIsAFormIsCountedAsItIs() {
        given().contentType("application/x-www-form-urlencoded")
                .body("for=1h&a=b")
                .post("/faults/stall?for=0s")
                .then()
                .statusCode(200)
                .body("note", containsString("Ask over HTTP/2"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/faults/reset?error=NONE,error",
        "GET,/faults/reset?error=4294967296,error",
        "GET,/faults/reset?after=-1,after",
        "GET,/faults/close?after=10485761,after",
        "GET,/faults/goaway?error=-1,error",
        "GET,/faults/truncate?sent=much,sent",
        "GET,/faults/huge-headers?bytes=0,bytes",
        "GET,/faults/max-streams?n=2147483648,n",
        "GET,/faults/window?size=2147483648,size",
        "GET,/faults/settings?HEADER_TABLE_SIZE=65537,HEADER_TABLE_SIZE",
        "GET,/faults/settings?NO_SUCH=1,NO_SUCH",
        "GET,/faults/settings,1 to 32 settings",
        "GET,/faults/ping-silence?for=1h,for",
        "POST,/faults/stall?for=long,for"
    })
    void aWrongParameterIsRefusedByName(String method, String path, String named) {
        given().request(method, path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(named));
    }

    @Nested
    @TestPropertySource(properties = "http2bin.faults.enabled=false")
    class WhereTheyAreOff {

        @ParameterizedTest
        @EnumSource(Fault.class)
        void eachAnswers403AndSaysWhoMayTurnItOn(Fault fault, ScriptedPeer peer) {
            String target = fault.path() + "?" + fault.query();
            peer.greet();
            if (fault.method().equals("GET")) {
                peer.get(1, target);
            } else {
                peer.post(1, target).data(1, "", dev.http2bin.http2.frame.Flags.END_STREAM);
            }
            ScriptedPeer.Response response = peer.response(1);
            assertThat(response.status()).isEqualTo("403");
            assertThat(response.text()).contains("http2bin.faults.enabled");
        }
    }
}
