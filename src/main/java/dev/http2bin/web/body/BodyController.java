package dev.http2bin.web.body;

import dev.http2bin.content.Digested;
import dev.http2bin.content.Receipt;
import dev.http2bin.exchange.Exchange;
import java.nio.ByteBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code POST /body}: counts and digests a body of any length in constant memory. */
@RestController
final class BodyController {

    @PostMapping("/body")
    DeferredResult<ResponseEntity<Receipt>> receive(Upload upload, Exchange exchange) {
        Digested body = new Digested();
        return upload.read(
                (buffer, count) -> body.update(ByteBuffer.wrap(buffer, 0, count)),
                received -> ResponseEntity.status(HttpStatus.CREATED).body(body.receipt(exchange.requestDataFrames())));
    }
}
