@NullMarked
package dev.http2bin.settings;

import org.jspecify.annotations.NullMarked;
