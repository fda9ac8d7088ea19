package org.qalqan.seeds;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.qalqan.problems.NearestWord;

/**
 * What the service's own program does with the dataset and the store, instead of serving: {@code load} loads, compares and decides, {@code
 * export} writes the store back as files. Whoever can run it has the store's password already; nothing of it is reachable over a network.
 */
@ApplicationScoped
class DatasetCommand {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int MISUSED = 2;
    private static final String USAGE =
            "usage: load [--dry-run] [--take seeds|edits [ID...]], or export [--settled] FOLDER";

    private final Dataset dataset;
    private final SeedLoader loader;
    private final SeedExport export;
    private final String service;

    DatasetCommand(
            Dataset dataset,
            SeedLoader loader,
            SeedExport export,
            @ConfigProperty(name = "qalqan.service") String service) {
        this.dataset = dataset;
        this.loader = loader;
        this.export = export;
        this.service = service;
    }

    /**
     * Runs the command.
     *
     * @return 0 when it is done; 1 when something waits for a decision, and why has been said; 2 when the arguments are wrong
     */
    int run(List<String> arguments, PrintStream out) {
        List<String> rest = new ArrayList<>(arguments);
        String name = rest.remove(0);
        if (name.equals("load")) {
            return load(rest, out);
        }
        boolean settled = rest.remove("--settled");
        if (name.equals("export") && rest.size() == 1 && !rest.get(0).startsWith("-")) {
            return export(Path.of(rest.get(0)), settled, out);
        }
        out.println(USAGE);
        return MISUSED;
    }

    private int load(List<String> options, PrintStream out) {
        boolean dryRun = options.remove("--dry-run");
        Decision decision = decision(options);
        if (decision == null) {
            out.println(USAGE);
            return MISUSED;
        }
        List<String> ids = dataset.entries().stream().map(Entry::id).toList();
        for (String id : decision.ids()) {
            if (!ids.contains(id)) {
                String nearest = NearestWord.to(id, ids);
                out.println("the dataset has no entry '" + id + "'"
                        + (nearest == null ? "" : " (did you mean '" + nearest + "'?)"));
                return MISUSED;
            }
        }
        LoadReport report = dryRun ? loader.compare(decision) : loader.load(decision);
        tell(report, out);
        return report.conflicting() == 0 ? DONE : NOT_DONE;
    }

    /** What the options decide; null when they are wrong. */
    private static @Nullable Decision decision(List<String> options) {
        List<String> ids = new ArrayList<>(options);
        int take = ids.indexOf("--take");
        if (take < 0) {
            return ids.isEmpty() ? Decision.NONE : null;
        }
        ids.remove(take);
        String side = take < ids.size() ? ids.remove(take) : "";
        if (!Set.of("seeds", "edits").contains(side) || ids.stream().anyMatch(id -> id.startsWith("-"))) {
            return null;
        }
        return new Decision(Decision.Side.valueOf(side.toUpperCase(Locale.ROOT)), new LinkedHashSet<>(ids));
    }

    private int export(Path folder, boolean settled, PrintStream out) {
        if (settled) {
            LoadReport report = loader.compare(Decision.NONE);
            if (!report.isSettled()) {
                tell(report, out);
                out.println("not exported: the dataset has what the store has not, and the export would overwrite it");
                return NOT_DONE;
            }
        }
        out.println(service + ": exported at revision " + export.write(folder));
        return DONE;
    }

    private void tell(LoadReport report, PrintStream out) {
        out.println(service + ": " + report);
        report.findings().forEach(out::println);
    }
}
