package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as views show them. */
class HopsTest {

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1,33460,[::1]:33460",
        "0:0:0:0:0:0:0:1,0,::1",
        "0:0:0:0:0:0:0:0,1,[::]:1",
        "2001:db8:0:0:1:0:0:1,443,[2001:db8::1:0:0:1]:443",
        "2001:db8:0:1:1:1:1:1,443,[2001:db8:0:1:1:1:1:1]:443",
        "2001:0DB8:0:0:0:0:0:00AA,443,[2001:db8::aa]:443",
        "fe80:0:0:0:1:0:0:0,0,fe80::1:0:0:0",
        "1:0:0:0:0:0:0:0,0,1::",
        "127.0.0.1,80,127.0.0.1:80",
        "127.0.0.1,0,127.0.0.1"
    })
    void anAddressHasOneForm(String address, int port, String text) throws UnknownHostException {
        assertThat(Hops.text(new InetSocketAddress(InetAddress.getByName(address), port)))
                .isEqualTo(text);
    }
}
