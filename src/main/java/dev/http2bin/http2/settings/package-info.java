/** What a setting may be. */
@NullMarked
package dev.http2bin.http2.settings;

import org.jspecify.annotations.NullMarked;
