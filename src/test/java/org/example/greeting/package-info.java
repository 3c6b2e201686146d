/** A Spring Boot application that is not http2bin's. */
package org.example.greeting;
