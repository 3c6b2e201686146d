package dev.http2bin.bin.content;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code /files} serves.
 *
 * @param directory a folder that exists; the files right in it are served, those with a leading dot are not. Without it,
 *     a few files that come with http2bin are unpacked into a temporary folder
 */
@ConfigurationProperties("http2bin.files")
record FilesProperties(@Nullable File directory) {}
