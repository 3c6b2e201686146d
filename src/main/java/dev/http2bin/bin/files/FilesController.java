package dev.http2bin.bin.files;

import dev.http2bin.bin.content.Folder;
import dev.http2bin.bin.content.StoredFile;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code /files}: what a folder holds, with conditions and ranges. */
@RestController
final class FilesController {

    private final Folder folder;

    FilesController(Folder folder) {
        this.folder = folder;
    }

    /** The files of the folder, by name. */
    record Listing(List<Entry> files) {

        /**
         * A file.
         *
         * @param bytes its length
         * @param lastModified null where its file says that it is yet to come
         */
        record Entry(
                String name,
                long bytes,
                String contentType,
                @Nullable Instant lastModified,
                String etag) {

            static Entry of(StoredFile file) {
                return new Entry(
                        file.name(),
                        file.length(),
                        file.contentType(),
                        file.lastModified(),
                        file.etag().formattedTag());
            }
        }
    }

    @GetMapping("/files")
    Listing list() throws IOException {
        return new Listing(folder.list().stream().map(Listing.Entry::of).toList());
    }

    @GetMapping("/files/{name}")
    void file(
            @PathVariable String name,
            @RequestHeader HttpHeaders conditions,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        StoredFile file = folder.file(name)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "No such file. /files lists what there is."));
        Delivered.send(file, conditions, request, response, exchange);
    }
}
