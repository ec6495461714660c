package io.silkroute.mapping;

import io.silkroute.mapping.read.Lookups;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.YamlFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where mapping files lie: those in the folder beside the application win over those inside it. */
final class MappingFiles {

    private MappingFiles() {}

    /**
     * One file.
     *
     * @param cases the text of its {@code .test.yaml} at the same place; the cases of a file that was replaced go with it
     * @param packaged it lies inside the application
     */
    record MappingFile(String name, String text, @Nullable String cases, boolean packaged) {

        MappingFile(String name, String text, @Nullable String cases) {
            this(name, text, cases, false);
        }

        String casesName() {
            return YamlFiles.casesOf(YamlFiles.stem(name));
        }
    }

    static List<MappingFile> in(Path folder) {
        Map<String, MappingFile> files = new TreeMap<>();
        add(YamlFiles.packaged("mappings"), true, files);
        add(YamlFiles.beside(folder), false, files);
        return List.copyOf(files.values());
    }

    /** Those of the files that hold words. @param errors takes whatever is wrong with them */
    static Lookups lookups(List<MappingFile> files, List<MappingError> errors) {
        Map<String, String> texts = new TreeMap<>();
        files.stream().filter(file -> Lookups.is(file.text())).forEach(file -> texts.put(file.name(), file.text()));
        return Lookups.read(texts, errors);
    }

    private static void add(Map<String, String> texts, boolean packaged, Map<String, MappingFile> files) {
        texts.forEach((name, text) -> {
            if (!YamlFiles.hasCases(name)) {
                String cases = texts.get(YamlFiles.casesOf(YamlFiles.stem(name)));
                files.put(name, new MappingFile(name, text, cases, packaged));
            }
        });
    }
}
