package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each endpoint is for, in a line; faults have their own. */
@Component
final class Summaries implements Part {

    @Override
    public void describe(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperations().stream()
                        .filter(operation -> operation.getSummary() == null)
                        .forEach(operation -> operation.summary(of(path))));
    }

    private static @Nullable String of(String path) {
        return switch (path) {
            case "/" -> "A page with this connection live, and labs; for programs a list of the endpoints.";
            case "/hello", "/hello/{path}" -> "The path as it came, and the protocol.";
            case "/version" -> "The protocol and the url as it came, as JSON.";
            case "/stream-id" -> "The stream that the request came on.";
            case "/echo", "/echo/{path}", "/anything", "/anything/{path}" ->
                "The request: header fields in the order of the wire, trailers, and how the body begins.";
            case "/body" -> "Counts and digests a body of any length; digests=false only counts.";
            case "/duplex" -> "Gives each chunk back at once, before the request ends.";
            case "/trailers" -> "A body, then trailers about it, and those that the query names.";
            case "/files" -> "The files that are served.";
            case "/files/{name}" -> "A file, with ranges and conditional requests.";
            case "/bytes/{n}" -> "So many bytes, the same each time, with ranges.";
            case "/clock" -> "A line at each tick, as it happens.";
            case "/drip" -> "Bytes that come spread over a time.";
            case "/delay/{duration}" -> "An answer after that time.";
            case "/status/{code}" -> "An answer with the status asked for.";
            case "/early-hints" -> "103 with links, a wait, then a page that uses them.";
            case "/early-hints/style.css" -> "The style sheet that is hinted.";
            case "/early-hints/report" ->
                "What the server saw of a hinted style sheet: whether it was asked for, and when.";
            case "/priority/run" ->
                "The requests of a run: some responses that are not urgent, then an urgent one. A browser makes them on a page.";
            case "/priority/response" ->
                "A response of a run. Its content is sent once all of the run have been requested.";
            case "/priority/report" ->
                "In which order the responses of a run were sent, and whether that was asked for.";
            case "/push" -> "410: server push is gone; what to use in its place.";
            case "/connection" -> "The caller's connection: TLS, settings, windows, counts, header compression.";
            case "/connection/streams" -> "The connection's streams and their states.";
            case "/connection/frames" -> "The connection's last frames, as JSON or as lines of text.";
            case "/connection/hpack" -> "Both dynamic tables, and what header compression saved.";
            case "/connection/client" ->
                "What this client is by its SETTINGS, header order and priorities, with findings.";
            case "/connection/ping" -> "Sends a PING and tells the round trip.";
            case "/connection/events" -> "The connection live, as server-sent events.";
            case "/check" -> "Says what is not fine about this client, by what it did on this connection.";
            case "/faults" -> "The faults, and the frames that each has the client see.";
            case "/lab/tiles/{n}" -> "A small picture that names its stream, for the page's multiplexing lab.";
            default -> null;
        };
    }
}
