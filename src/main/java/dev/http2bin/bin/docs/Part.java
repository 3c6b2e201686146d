package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;

/** A part of the documentation, which knows of one thing what springdoc does not read off the controllers. */
interface Part {
    void describe(OpenAPI api);
}
