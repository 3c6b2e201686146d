package dev.http2bin.http2.listener;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;

/** A range of IP addresses, such as {@code 10.0.0.0/8} or {@code ::1}. */
public record Network(IPAddress range) {
    private static final IPAddressStringParameters FORM = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allowMask(false)
            .allow_inet_aton(false)
            .allowSingleSegment(false)
            .toParams();
    private static final IPAddressGenerator ADDRESSES = new IPAddressGenerator();

    /**
     * A range in CIDR notation (RFC 4632 §3.1), or one address.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static Network of(String cidr) {
        try {
            return new Network(
                    new IPAddressString(cidr.strip(), FORM).toAddress().toPrefixBlock());
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(
                    "\"" + cidr + "\" is no IP address, and no range of them such as 10.0.0.0/8", e);
        }
    }

    boolean contains(InetAddress address) {
        return range.contains(ADDRESSES.from(address.getAddress()));
    }
}
