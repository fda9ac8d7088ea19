package org.qalqan.seeds;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** What a service does with the dataset when it starts: it loads it; started with arguments, it carries out that command and ends. */
@Singleton
class DatasetStart {

    private static final Logger LOG = Logger.getLogger(DatasetStart.class);

    private final List<String> arguments;
    private final SeedLoader loader;
    private final DatasetCommand command;

    DatasetStart(@CommandLineArguments String[] arguments, SeedLoader loader, DatasetCommand command) {
        this.arguments = List.of(arguments);
        this.loader = loader;
        this.command = command;
    }

    /** Early: what observes the start later can count on the records. */
    void begin(@Observes @Priority(1) StartupEvent event) {
        if (!arguments.isEmpty()) {
            Quarkus.asyncExit(command.run(arguments, System.out));
            return;
        }
        LoadReport report = loader.load();
        LOG.info("dataset loaded: " + report);
        report.of(LoadReport.Kind.CONFLICTING).forEach(LOG::warn);
        report.of(LoadReport.Kind.MISSING).forEach(LOG::warn);
    }
}
