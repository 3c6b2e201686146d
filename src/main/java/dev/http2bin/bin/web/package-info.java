@NullMarked
package dev.http2bin.bin.web;

import org.jspecify.annotations.NullMarked;
