package dev.http2bin.http2.hpack;

import java.util.Arrays;

/** The static table (RFC 7541 Appendix A). Entries of one name are neighbours. */
final class StaticTable {

    static final int LENGTH = 61;

    /** Indices of names the encoder treats in their own way. */
    static final int PATH = 4;

    static final int AUTHORIZATION = 23;
    static final int COOKIE = 32;
    static final int PROXY_AUTHORIZATION = 49;
    static final int SET_COOKIE = 55;

    private static final HeaderField[] FIELDS =
            """
            :authority
            :method GET
            :method POST
            :path /
            :path /index.html
            :scheme http
            :scheme https
            :status 200
            :status 204
            :status 206
            :status 304
            :status 400
            :status 404
            :status 500
            accept-charset
            accept-encoding gzip, deflate
            accept-language
            accept-ranges
            accept
            access-control-allow-origin
            age
            allow
            authorization
            cache-control
            content-disposition
            content-encoding
            content-language
            content-length
            content-location
            content-range
            content-type
            cookie
            date
            etag
            expect
            expires
            from
            host
            if-match
            if-modified-since
            if-none-match
            if-range
            if-unmodified-since
            last-modified
            link
            location
            max-forwards
            proxy-authenticate
            proxy-authorization
            range
            referer
            refresh
            retry-after
            server
            set-cookie
            strict-transport-security
            transfer-encoding
            user-agent
            vary
            via
            www-authenticate
            """.lines().map(StaticTable::entry).toArray(HeaderField[]::new);

    /** First index of each name, in open addressing by the hash of the name. */
    private static final byte[] NAMES = new byte[256];

    static {
        for (int index = LENGTH; index > 0; index--) {
            NAMES[slot(field(index).name())] = (byte) index;
        }
    }

    private StaticTable() {}

    /** The field at an index from 1 to {@link #LENGTH}. */
    static HeaderField field(int index) {
        return FIELDS[index - 1];
    }

    /** The first index with that name, or 0. */
    static int name(String name) {
        return NAMES[slot(name)];
    }

    /** The index with that value among those that share the name at {@code first}, or 0. */
    static int value(int first, String value) {
        String name = field(first).name();
        for (int index = first; index <= LENGTH; index++) {
            HeaderField field = field(index);
            if (!field.name().equals(name)) {
                return 0;
            }
            if (field.value().equals(value)) {
                return index;
            }
        }
        return 0;
    }

    private static int slot(String name) {
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & (NAMES.length - 1);
        while (NAMES[slot] != 0 && !field(NAMES[slot]).name().equals(name)) {
            slot = (slot + 1) & (NAMES.length - 1);
        }
        return slot;
    }

    private static HeaderField entry(String line) {
        String[] parts = Arrays.copyOf(line.split(" ", 2), 2);
        return new HeaderField(parts[0], parts[1] == null ? "" : parts[1]);
    }
}
