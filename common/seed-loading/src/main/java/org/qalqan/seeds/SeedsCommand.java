package org.qalqan.seeds;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The editors' command: {@code check} says everything that is wrong with a dataset, {@code format} writes it canonically, {@code
 * evidence} compares it with the documents that it cites.
 */
public final class SeedsCommand {

    private static final String USAGE =
            "usage: check|format <folder of the dataset>, or evidence <folder of the dataset> <folder of the documents>";

    private SeedsCommand() {}

    /** Runs the command. Exits 1 when something is wrong with the dataset, 2 when something is wrong with the arguments. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) throws IOException {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        boolean complete = arguments.size() == (command.equals("evidence") ? 3 : 2);
        if (!complete || !List.of("check", "format", "evidence").contains(command)) {
            out.println(USAGE);
            return 2;
        }
        Path folder = Path.of(arguments.get(1));
        return switch (command) {
            case "format" -> format(folder, out);
            case "evidence" -> evidence(folder, Path.of(arguments.get(2)), out);
            default -> check(folder, out);
        };
    }

    private static int check(Path folder, PrintStream out) {
        List<DatasetError> errors = DatasetCheck.errorsAndForm(Dataset.read(folder));
        errors.forEach(out::println);
        out.println(errors.isEmpty() ? "the dataset is sound" : errors.size() + " errors");
        return errors.isEmpty() ? 0 : 1;
    }

    private static int format(Path folder, PrintStream out) throws IOException {
        Dataset dataset = Dataset.read(folder);
        for (YamlFile file : dataset.files()) {
            String canonical = CanonicalYaml.format(file, dataset);
            if (file.errors().isEmpty() && !canonical.equals(file.text())) {
                Files.writeString(folder.resolve(file.name()), canonical);
                out.println("formatted " + file.name());
            }
        }
        String descriptor = DataPackage.format(dataset);
        if (!descriptor.equals(dataset.descriptor())) {
            Files.writeString(folder.resolve(DataPackage.FILE), descriptor);
            out.println("formatted " + DataPackage.FILE);
        }
        return 0;
    }

    private static int evidence(Path folder, Path documents, PrintStream out) {
        Dataset dataset = Dataset.read(folder);
        if (!EvidenceCheck.hasDocuments(dataset, documents)) {
            out.println("the documents are not in " + documents + ": nothing was compared");
            return 0;
        }
        List<String> findings = EvidenceCheck.findings(dataset, documents);
        findings.forEach(out::println);
        out.println(
                findings.isEmpty()
                        ? "every paragraph is cited, and every number carried"
                        : findings.size() + " findings");
        return findings.isEmpty() ? 0 : 1;
    }
}
