package org.qalqan.seeds;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The editors' command: {@code check} says everything that is wrong with a dataset, {@code format} writes it canonically. */
public final class SeedsCommand {

    private SeedsCommand() {}

    /** Arguments: {@code check} or {@code format}, then the dataset's folder. Exits 1 when the dataset is refused. */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.size() != 2 || !List.of("check", "format").contains(arguments.get(0))) {
            out.println("usage: check|format <folder of the dataset>");
            return 2;
        }
        Path folder = Path.of(arguments.get(1));
        if (arguments.get(0).equals("format")) {
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
        List<DatasetError> errors = new DatasetCheck(Dataset.read(folder)).errors();
        errors.forEach(out::println);
        out.println(errors.isEmpty() ? "the dataset is sound" : errors.size() + " errors");
        return errors.isEmpty() ? 0 : 1;
    }
}
