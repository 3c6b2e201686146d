package dev.http2bin.bin.body;

import dev.http2bin.bin.content.Digested;
import dev.http2bin.bin.content.Receipt;
import dev.http2bin.http2.exchange.Exchange;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code POST /body}: counts and digests a body of any length in constant memory. */
@RestController
final class BodyController {

    @PostMapping("/body")
    @Parameter(name = "digests", in = ParameterIn.QUERY, schema = @Schema(type = "boolean", defaultValue = "true"))
    DeferredResult<ResponseEntity<Receipt>> receive(HttpServletRequest request, Upload upload, Exchange exchange) {
        Digested body = Digested.as(request.getQueryString());
        return upload.read(
                body::update,
                received -> ResponseEntity.status(HttpStatus.CREATED).body(body.receipt(exchange.requestDataFrames())));
    }
}
