package org.qalqan.seeds;

/**
 * One thing wrong with the dataset.
 *
 * @param file path of the file within the dataset
 * @param line line in it, from 1
 * @param pointer JSON pointer to the value
 * @param reason what is wrong and what would be right
 */
public record DatasetError(String file, int line, String pointer, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + " " + (pointer.isEmpty() ? "/" : pointer) + " " + reason;
    }
}
