package io.silkroute.mapping;

import io.silkroute.mapping.read.Lookups;
import io.silkroute.mapping.read.MappingError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where mapping files lie: those in the folder beside the application win over those inside it. */
final class MappingFiles {

    private static final String YAML = ".yaml";
    private static final String CASES = ".test.yaml";

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
            return name.substring(0, name.length() - YAML.length()) + CASES;
        }
    }

    static List<MappingFile> in(Path folder) {
        try {
            Map<String, MappingFile> files = new TreeMap<>();
            add(packaged(), true, files);
            add(beside(folder), false, files);
            return List.copyOf(files.values());
        } catch (IOException e) {
            throw new UncheckedIOException("the mapping files cannot be read", e);
        }
    }

    /** Those of the files that hold words. @param errors takes whatever is wrong with them */
    static Lookups lookups(List<MappingFile> files, List<MappingError> errors) {
        Map<String, String> texts = new TreeMap<>();
        files.stream().filter(file -> Lookups.is(file.text())).forEach(file -> texts.put(file.name(), file.text()));
        return Lookups.read(texts, errors);
    }

    private static void add(Map<String, String> texts, boolean packaged, Map<String, MappingFile> files) {
        texts.forEach((name, text) -> {
            if (!name.endsWith(CASES)) {
                String stem = name.substring(0, name.length() - YAML.length());
                files.put(name, new MappingFile(name, text, texts.get(stem + CASES), packaged));
            }
        });
    }

    private static Map<String, String> packaged() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:mappings/*.yaml")) {
            texts.put(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static Map<String, String> beside(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            List<Path> paths = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(path -> String.valueOf(path.getFileName()).endsWith(YAML))
                        .forEach(paths::add);
            }
            for (Path path : paths) {
                // Not readString, which throws at a byte that is no UTF-8 and does not say in which file.
                texts.put(
                        String.valueOf(path.getFileName()),
                        new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
