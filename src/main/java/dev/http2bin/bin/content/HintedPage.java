package dev.http2bin.bin.content;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The page after the hints. It loads style sheets and images of this server alone: a link that a caller put into the
 * address must not bring a stranger's content here. Other links it only names.
 */
final class HintedPage {

    private HintedPage() {}

    static String of(Hints.Outcome outcome, List<LinkValue> links) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Early hints</title>
                %s<script type="module" src="/page/hints.js"></script>
                </head>
                <body>
                <h1>Early hints</h1>
                <p>%s</p>
                <ul>
                %s</ul>
                <ul id="report"></ul>
                <p><a href="/">http2bin</a></p>
                </body>
                </html>
                """.formatted(
                        lines(links, HintedPage::style),
                        HtmlUtils.htmlEscape(outcome.toString()),
                        lines(links, HintedPage::item));
    }

    private static String lines(List<LinkValue> links, Function<LinkValue, String> line) {
        return links.stream().map(line).collect(Collectors.joining());
    }

    private static String style(LinkValue link) {
        return link.isLocal() && link.destination().equals("style")
                ? "<link rel=\"stylesheet\" href=\"%s\">\n".formatted(target(link))
                : "";
    }

    private static String item(LinkValue link) {
        String image = link.isLocal() && link.destination().equals("image")
                ? "<img src=\"%s\" alt=\"\">".formatted(target(link))
                : "";
        return "<li>%s<code>%s</code></li>\n".formatted(image, HtmlUtils.htmlEscape(link.field()));
    }

    private static String target(LinkValue link) {
        return HtmlUtils.htmlEscape(link.target().toString());
    }
}
