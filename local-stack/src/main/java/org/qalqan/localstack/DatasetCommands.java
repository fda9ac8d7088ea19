package org.qalqan.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is done with the dataset and the stores of a running stack. The services' own programs do it, one service after the other, as commands with
 * the variables of the service: there is no address that could be asked for it.
 */
final class DatasetCommands {
    private static final String COMMAND = "command";
    private static final String CHECKER = "org.qalqan.seeds.SeedsCommand";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final LocalStack stack;
    private final Consumer<String> output;

    DatasetCommands(LocalStack stack, Consumer<String> output) {
        this.stack = stack;
        this.output = output;
    }

    int load(List<String> options) {
        requireDatabase();
        if (!isSound(stack.plan().seeds())) {
            return FAILED;
        }
        int worst = DONE;
        for (Service service : Service.storingOnes().toList()) {
            int exit = run(service, "load", options);
            if (exit == MISUSED) {
                return exit;
            }
            worst = Math.max(worst, exit);
        }
        return worst == DONE ? DONE : FAILED;
    }

    int export(Path folder) {
        requireDatabase();
        Path target = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(target);
            Path draft = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
            try {
                return export(target, draft);
            } finally {
                StackDirectory.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What no store has is taken from the dataset; the services write their files over it. */
    private int export(Path target, Path draft) throws IOException {
        Path seeds = stack.plan().seeds();
        StackDirectory.copy(seeds, draft);
        List<String> options = new ArrayList<>(List.of(draft.toString()));
        if (Files.isSameFile(target, seeds)) {
            options.add("--settled");
        }
        for (Service service : Service.storingOnes().toList()) {
            if (run(service, "export", options) != DONE) {
                output.accept("nothing was written to " + target);
                return FAILED;
            }
        }
        check("format", draft, line -> {});
        boolean sound = isSound(draft);
        replace(target, draft, seeds);
        return sound ? DONE : FAILED;
    }

    private void replace(Path target, Path draft, Path seeds) throws IOException {
        List<Path> exportedFiles = filesIn(draft);
        int written = 0;
        for (Path file : exportedFiles) {
            Path exported = draft.resolve(file);
            Path place = target.resolve(file);
            boolean isNew = Files.notExists(place);
            if (isNew || Files.mismatch(exported, place) >= 0) {
                Files.createDirectories(place.getParent());
                Files.move(exported, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                if (!isNew) {
                    output.accept("  " + file);
                }
                written++;
            }
        }
        for (Path file : filesIn(seeds)) {
            // a collection that has no record any more
            if (!exportedFiles.contains(file)) {
                Files.deleteIfExists(target.resolve(file));
            }
        }
        output.accept(
                written == 0
                        ? target + " is as it was"
                        : "written to %s: %d of %d files".formatted(target, written, exportedFiles.size()));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** Whether nothing is wrong with the dataset in the folder; otherwise what is has been said. */
    private boolean isSound(Path folder) {
        List<String> said = new ArrayList<>();
        if (check("check", folder, said::add) == DONE) {
            return true;
        }
        said.forEach(output);
        return false;
    }

    private int check(String what, Path folder, Consumer<String> lines) {
        List<String> command =
                packaged(Service.TIMELINE).program(stack.directory(), CHECKER, List.of(what, folder.toString()));
        return stack.children().run(COMMAND, command, Map.of(), lines);
    }

    private int run(Service service, String what, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(what));
        arguments.addAll(options);
        List<String> command = packaged(service).command(stack.directory(), arguments);
        return stack.children().run(COMMAND, command, stack.environment(service), output);
    }

    private PackagedService packaged(Service service) {
        return new PackagedService(service, stack.plan().repository());
    }

    private void requireDatabase() {
        if (!stack.isDatabaseAlive()) {
            throw new StackException("PostgreSQL is not running: ./qalqan down and up");
        }
    }
}
