package org.example.greeting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Somebody else's application. It knows nothing of http2bin and is started beside the protocol half of it. */
@SpringBootApplication
public class GreetingApplication {

    public static void main(String[] args) {
        SpringApplication.run(GreetingApplication.class, args);
    }

    @RestController
    static class Greeting {

        @GetMapping("/greeting")
        String greeting(@RequestParam(defaultValue = "World") String name) {
            return "Hello, " + name + "!";
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            Thread.sleep(2_000);
            return "at last";
        }
    }
}
