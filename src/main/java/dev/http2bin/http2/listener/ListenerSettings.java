package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.Http2Properties;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.tls.TlsProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;

/** All that properties say of the sockets and of what is spoken on them. */
record ListenerSettings(
        ServerProperties server,
        ListenerProperties listener,
        Http2Properties http2,
        LimitProperties limits,
        TlsProperties tls) {}
