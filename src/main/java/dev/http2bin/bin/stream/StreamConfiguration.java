package dev.http2bin.bin.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.BytesProperties;
import dev.http2bin.bin.content.CrossOriginProperties;
import dev.http2bin.bin.content.ExchangeProperties;
import dev.http2bin.bin.content.Folder;
import dev.http2bin.bin.content.HintsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the listener the handlers. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    StreamHandlers streamHandlers(
            ObjectMapper json,
            Folder folder,
            BytesProperties bytes,
            ExchangeProperties exchanges,
            HintsProperties hints,
            CrossOriginProperties origins) {
        return new StreamHandlers(json, folder, bytes, exchanges, hints, origins);
    }
}
