/** Programs that are not ours, run as clients, proxies and judges; and our own packaged jar, run as a user runs it. */
@NullMarked
package dev.http2bin.tools;

import org.jspecify.annotations.NullMarked;
