package org.qalqan.seeds;

import java.util.List;
import java.util.stream.Collectors;

/** The dataset is refused, whole; says everything that is wrong with it. */
public class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DatasetError> errors;

    DatasetException(List<DatasetError> errors) {
        super("the dataset is refused, " + errors.size() + " error" + (errors.size() == 1 ? "" : "s") + ":\n"
                + errors.stream().map(DatasetError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** Everything that is wrong, by file and line. */
    public List<DatasetError> errors() {
        return errors;
    }
}
