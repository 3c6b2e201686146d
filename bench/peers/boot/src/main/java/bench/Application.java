package bench;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The answers of http2bin's controllers as plain Spring MVC; files are static resources. */
@SpringBootApplication
@RestController
public class Application {

    record Version(String httpVersion, String url) {}

    record Receipt(long received) {}

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @GetMapping("/version")
    Version version(HttpServletRequest request) {
        return new Version(request.getProtocol().substring("HTTP/".length()), request.getRequestURI());
    }

    @PostMapping("/body")
    @ResponseStatus(HttpStatus.CREATED)
    Receipt body(InputStream body) throws IOException {
        return new Receipt(body.transferTo(OutputStream.nullOutputStream()));
    }
}
