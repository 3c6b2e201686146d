# The build: needs no Maven, no JDK and no target/ of the host.
FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
WORKDIR /build
COPY . .
# The .git of a git worktree only points to a folder that is not here.
RUN --mount=type=cache,target=/root/.m2 { test -d .git || rm -f .git; } && ./mvnw -B -ntp -DskipTests package \
    && java -Djarmode=tools -jar target/http2bin-*.jar extract --layers --destination layers \
        --application-filename http2bin.jar \
    && javac deploy/docker/Visit.java

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN groupadd --system --gid 10001 http2bin \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin http2bin \
    && install -d -o http2bin -g http2bin -m 0750 /http2bin/certs
WORKDIR /http2bin
COPY deploy/docker/healthy deploy/docker/drain /usr/local/bin/
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

RUN --mount=type=bind,from=build,source=/build/deploy/docker,target=/training /training/train && rm -rf /tmp/*

USER http2bin
EXPOSE 8443 8444 9090
VOLUME /http2bin/certs
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD ["healthy"]
# java is process 1, so it gets the SIGTERM itself
ENTRYPOINT ["java", "-Dspring.aot.enabled=true", "-XX:AOTCache=http2bin.aot", "-XX:MaxRAMPercentage=60", \
    "-XX:+UseTransparentHugePages", "-XX:TrimNativeHeapInterval=10000", "-XX:+ExitOnOutOfMemoryError", "-jar", "http2bin.jar"]
