package dev.http2bin.http2.exchange;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller's method for GET: it waits for nothing, neither a client nor a disk, and reads no body. The connection's
 * I/O thread then runs it itself, which spares the way to a worker and back. It counts on paths without wildcards.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NonBlocking {}
