package dev.http2bin.bin.problem;

import dev.http2bin.bin.content.UnknownPath;
import dev.http2bin.bin.parameter.DeclaredParameters;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Turns what a controller or Spring MVC throws into {@code problem+json} (RFC 9457). */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final DeclaredParameters parameters;
    private final Elsewhere elsewhere;
    private final WebEndpointProperties actuator;
    private final ApplicationContext context;

    ProblemAdvice(
            DeclaredParameters parameters,
            Elsewhere elsewhere,
            WebEndpointProperties actuator,
            ApplicationContext context) {
        this.parameters = parameters;
        this.elsewhere = elsewhere;
        this.actuator = actuator;
        this.context = context;
    }

    /** A refusal of ours: that of a parameter names those that there are. */
    @Override
    protected @Nullable ResponseEntity<Object> handleErrorResponseException(
            ErrorResponseException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (refused instanceof Problem problem) {
            Object handler = request.getAttribute(
                    HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
            parameters.names(handler).explain(problem);
        }
        return super.handleErrorResponseException(refused, headers, status, request);
    }

    /** Our own fault: told in full to the log, and to the caller only that it was ours. */
    @ExceptionHandler
    @Nullable ResponseEntity<Object> unforeseen(Exception fault, WebRequest request) throws Exception {
        HttpServletResponse response = ((ServletWebRequest) request).getResponse();
        if (response == null || response.isCommitted()) {
            // Half an answer is out: an end put to it now would make it look whole.
            if (request.getAttribute(Exchange.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                    instanceof Exchange exchange) {
                exchange.abort();
            }
            throw fault;
        }
        if (fault instanceof IOException) {
            // The bodies of request and response are all the I/O there is before the first byte: the peer went away.
            log.debug(
                    "{} broken off", ((ServletWebRequest) request).getRequest().getRequestURI(), fault);
            throw fault;
        }
        log.error("{} failed", ((ServletWebRequest) request).getRequest().getRequestURI(), fault);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, Problem.OUR_FAULT);
        return createResponseEntity(body, new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException absent, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        absent.getBody()
                .setDetail(
                        isManaged(request)
                                ? UnknownPath.detail(actuator.getBasePath())
                                : elsewhere.detail("/" + absent.getResourcePath()));
        return handleExceptionInternal(absent, null, headers, status, request);
    }

    /** Whether it came on the management port, whose context is another one, and which has nothing but the actuator. */
    private boolean isManaged(WebRequest request) {
        return RequestContextUtils.findWebApplicationContext(((ServletWebRequest) request).getRequest()) != context;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        String names = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        HttpHeaders answer = new HttpHeaders();
        answer.set(HttpHeaders.ALLOW, names);
        refused.getBody().setDetail(Problem.notAllowed(refused.getMethod(), names));
        return handleExceptionInternal(refused, null, answer, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
            HttpMediaTypeNotAcceptableException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        refused.getBody().setDetail(Problem.notAcceptable(refused.getSupportedMediaTypes()));
        return handleExceptionInternal(refused, null, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = body instanceof ProblemDetail detail ? detail : ProblemDetail.forStatus(status);
        return ProblemAnswer.of(
                problem,
                headers,
                status,
                ((ServletWebRequest) request).getRequest().getRequestURI());
    }
}
