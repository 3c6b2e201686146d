package dev.http2bin.bin.hints;

import dev.http2bin.bin.hints.HintsJournal.Run;
import dev.http2bin.http2.problem.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /early-hints/report}: what became of a page's hints, and why they were not used. */
@RestController
final class ReportController {
    private final HintsJournal journal;

    ReportController(HintsJournal journal) {
        this.journal = journal;
    }

    @GetMapping("/early-hints/report")
    ResponseEntity<HintsReport> report(@RequestParam(defaultValue = "") String id) {
        Run run = journal.run(id);
        if (run == null) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "No page with this id is remembered. 'id' is that of the style sheet in the Link field of"
                            + " /early-hints.");
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(run.report());
    }
}
