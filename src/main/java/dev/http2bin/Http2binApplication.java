package dev.http2bin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts http2bin. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Http2binApplication {

    public static void main(String[] args) {
        SpringApplication.run(Http2binApplication.class, args);
    }
}
