package dev.http2bin.http2.ledger;

/**
 * A priority signal of RFC 7540 §5.3, which RFC 9113 deprecates: told to whoever looks, never obeyed.
 *
 * @param weight 1 to 256: the octet on the wire and one
 */
public record StreamPriority(int streamId, boolean exclusive, int dependsOn, int weight) {

    /** Takes the five octets apart: a bit and 31 bits, and the weight's octet. */
    public static StreamPriority of(int streamId, int dependency, int weight) {
        return new StreamPriority(streamId, dependency < 0, dependency & 0x7fffffff, (weight & 0xff) + 1);
    }
}
