package io.silkroute.mapping.read;

/**
 * One thing wrong with a mapping file.
 *
 * @param line from 1
 * @param key dotted path of the key, as it stands in the file
 */
public record MappingError(String file, int line, String key, String sentence) {

    @Override
    public String toString() {
        return "%s, line %d, %s: %s".formatted(file, line, key, sentence);
    }
}
