package dev.http2bin.bin.check;

import dev.http2bin.bin.connection.TextLines;
import dev.http2bin.bin.judgment.Judgment;
import dev.http2bin.bin.judgment.Judgment.Result;
import dev.http2bin.bin.judgment.Judgments;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is left to do for a client and to see of it.
 *
 * @param checks the judgments that are not fine
 * @param fine the names of those that are
 */
record CheckList(String id, String protocol, String summary, List<Judgment> checks, List<String> fine)
        implements TextLines {

    static CheckList of(String id, String protocol, Judgments judgments) {
        return new CheckList(id, protocol, judgments.summary(), judgments.notFine(), judgments.fine());
    }

    @Override
    public Stream<String> lines() {
        Stream<String> last = fine.isEmpty()
                ? Stream.of(summary)
                : Stream.of(Judgment.line(Result.OK, String.join(", ", fine)), summary);
        return Stream.concat(checks.stream().map(Judgment::line), last);
    }
}
