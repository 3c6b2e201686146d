/** The server sockets in Boot's web server life cycle: TLS, ALPN, HTTP/1.1 and HTTP/2 connections, and their end. */
@NullMarked
package dev.http2bin.http2.listener;

import org.jspecify.annotations.NullMarked;
