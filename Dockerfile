# The image of one service:  docker build --build-arg SERVICE=timeline-service .
# docker-compose.yml builds all four; the first stage is the same for each, so that, with a layer cache, it runs once.

FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /source
COPY . .
# Tests, formatting and lint have their place in `mvn verify`; an image is built from what has passed there.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn --batch-mode --no-transfer-progress \
        --activate-profiles '!error-prone' -Dmaven.test.skip=true -Dspotless.check.skip=true \
        --projects timeline-service,forces-service,partners-service,gateway --also-make package

FROM eclipse-temurin:21-jre
ARG SERVICE
WORKDIR /app
# What changes seldom comes first: libraries, then Quarkus, then our own classes.
COPY --from=build /source/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=build /source/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /source/${SERVICE}/target/quarkus-app/app/ app/
COPY --from=build /source/${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY seeds/ /seeds/

ENV SEEDS_LOCATION=/seeds \
    QUARKUS_LOG_CONSOLE_JSON_ENABLED=true \
    QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    QUARKUS_MANAGEMENT_HOST=0.0.0.0 QUARKUS_MANAGEMENT_PORT=9080

# A number, not a name: nothing has to be added to the base image, and Kubernetes can check that it is not root.
USER 10001:10001
EXPOSE 8080

# Ready means that the database answers and the dataset is loaded. The base image has no curl, but it has bash.
HEALTHCHECK --interval=5s --timeout=4s --start-period=120s --retries=6 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/$QUARKUS_MANAGEMENT_PORT && \
    printf 'GET /q/health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && \
    read -r -t 3 answer <&3 && [[ $answer == 'HTTP/1.'?' 200 '* ]]"]

# The heap is half of the container's memory limit; the rest is for classes, threads and buffers.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-jar", "quarkus-run.jar"]
