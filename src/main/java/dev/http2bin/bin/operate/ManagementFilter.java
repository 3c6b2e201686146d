package dev.http2bin.bin.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.UnknownPath;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.problem.StatusName;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Keeps pages off the management port. A browser on the same machine sends it what any page asks for: a POST without asking
 * before, and by a name that the page's owner points to loopback (DNS rebinding) anything.
 */
final class ManagementFilter implements Filter {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MISDIRECTED = 421;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** An address, which no name server can point elsewhere, or the name of this machine. */
    private static final Pattern LOCAL = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]+(\\.[0-9]+){3}|(.+\\.)?localhost\\.?");

    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final ManagementProperties properties;
    private final String errorPath;
    private final String unknown;
    private final Json json;

    /**
     * @param errorPath where the container sends what it cannot answer
     * @param list the path that lists the endpoints
     */
    ManagementFilter(ManagementProperties properties, String errorPath, String list, ObjectMapper mapper) {
        this.properties = properties;
        this.errorPath = errorPath;
        this.unknown = UnknownPath.detail(list);
        this.json = new Json(mapper);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (asked.getMethod().equals("TRACE")) { // which the servlet API would answer, cookies and all
            refuse(asked, answer, NOT_IMPLEMENTED, "TRACE is not done on this port.");
        } else if (!isKnown(asked.getHeader(HttpHeaders.HOST), asked)) {
            refuse(
                    asked,
                    answer,
                    MISDIRECTED,
                    "No such host is here. Use an address or localhost; http2bin.management.hosts names others.");
        } else if (!SAFE.contains(asked.getMethod()) && isForeign(asked)) {
            refuse(
                    asked,
                    answer,
                    FORBIDDEN,
                    "A page of another origin must not do that. http2bin.management.origins names those that may.");
        } else if (asked.getServletPath().equals(errorPath)) { // only the container asks for it
            refuse(asked, answer, NOT_FOUND, unknown);
        } else {
            ActuatorResponse actuator = new ActuatorResponse(answer);
            chain.doFilter(AnyAccept.of(asked), actuator);
            if (actuator.isBareError()) {
                int status = answer.getStatus();
                refuse(asked, answer, status, status == NOT_FOUND ? unknown : "The actuator refuses this request.");
            }
        }
    }

    private boolean isKnown(@Nullable String host, HttpServletRequest request) throws IOException {
        if (host == null || !InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress()) {
            return true;
        }
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return LOCAL.matcher(name).matches() || properties.hosts().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Browsers name the origin of each page that asks with another method than GET and HEAD. */
    private boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        }
        String own = request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
        return !origin.equalsIgnoreCase(own) && !properties.origins().contains(origin);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, String detail)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        problem.setInstance(Problem.instance(request.getRequestURI()));
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.write(StatusName.title(problem), response.getOutputStream());
    }
}
