@NullMarked
package dev.http2bin.web;

import org.jspecify.annotations.NullMarked;
