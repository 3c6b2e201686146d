package dev.http2bin.bin.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.BytesSettings;
import dev.http2bin.bin.content.CrossOriginSettings;
import dev.http2bin.bin.content.ExchangeSettings;
import dev.http2bin.bin.content.Folder;
import dev.http2bin.bin.content.HintsSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the listener the handlers. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    StreamHandlers streamHandlers(
            ObjectMapper json,
            Folder folder,
            BytesSettings bytes,
            ExchangeSettings exchanges,
            HintsSettings hints,
            CrossOriginSettings origins) {
        return new StreamHandlers(json, folder, bytes, exchanges, hints, origins);
    }
}
