/** What a setting may be. */
@NullMarked
package dev.http2bin.settings;

import org.jspecify.annotations.NullMarked;
