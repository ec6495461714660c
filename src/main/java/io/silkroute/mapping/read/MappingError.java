package io.silkroute.mapping.read;

/**
 * One thing wrong with a mapping file.
 *
 * @param line from 1
 * @param column from 1
 * @param key dotted path of the key, as it stands in the file
 */
public record MappingError(String file, int line, int column, String key, String sentence) {

    @Override
    public String toString() {
        return "%s, line %d, %s (column %d): %s".formatted(file, line, key, column, sentence);
    }
}
