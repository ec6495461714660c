package io.silkroute.source.profile;

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

/** Where profiles lie: those in the folder beside the application win over those inside it. */
public final class ProfileFiles {

    private static final String YAML = ".yaml";
    private static final String CASES = ".test.yaml";

    private ProfileFiles() {}

    /** @param cases the text of the {@code .test.yaml} beside it */
    public record ProfileFile(
            String name, String text, @Nullable String cases, boolean own) {}

    public static List<ProfileFile> in(Path folder) {
        try {
            Map<String, ProfileFile> files = new TreeMap<>();
            add(packaged(), false, files);
            add(beside(folder), true, files);
            return List.copyOf(files.values());
        } catch (IOException e) {
            throw new UncheckedIOException("the profiles cannot be read", e);
        }
    }

    private static void add(Map<String, String> texts, boolean own, Map<String, ProfileFile> files) {
        texts.forEach((file, text) -> {
            if (!file.endsWith(CASES)) {
                String name = file.substring(0, file.length() - YAML.length());
                ProfileFile packaged = files.get(name);
                // A copy that says the same as the one inside is no other.
                boolean same = packaged != null && packaged.text().equals(text);
                files.put(name, new ProfileFile(name, text, texts.get(name + CASES), own && !same));
            }
        });
    }

    private static Map<String, String> packaged() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:sources/*.yaml")) {
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
                texts.put(
                        String.valueOf(path.getFileName()),
                        new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
