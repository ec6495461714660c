package io.silkroute.mapping.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * YAML files inside the application and in a folder beside it, each with its cases in a {@code .test.yaml} at the same
 * place. All are texts by their names.
 */
public final class YamlFiles {

    private static final String YAML = ".yaml";
    private static final String CASES = ".test.yaml";

    private static final Map<String, Map<String, String>> PACKAGED = new ConcurrentHashMap<>(); // they stay as they are

    private YamlFiles() {}

    /** Those in a folder inside the application. */
    public static Map<String, String> packaged(String folder) {
        return PACKAGED.computeIfAbsent(folder, YamlFiles::inside);
    }

    private static Map<String, String> inside(String folder) {
        Map<String, String> texts = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/*" + YAML)) {
                texts.put(String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + folder + " cannot be read", e);
        }
        return Map.copyOf(texts);
    }

    /** Those in a folder beside the application, as they are now. */
    public static Map<String, String> beside(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> paths = files.filter(
                            path -> String.valueOf(path.getFileName()).endsWith(YAML))
                    .toList();
            for (Path path : paths) {
                // Not readString, which throws at a byte that is no UTF-8 and does not say in which file.
                texts.put(
                        String.valueOf(path.getFileName()),
                        new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("the files of " + folder + " cannot be read", e);
        }
    }

    public static boolean hasCases(String file) {
        return file.endsWith(CASES);
    }

    /** A file's name without its ending. */
    public static String stem(String file) {
        return file.substring(0, file.length() - YAML.length());
    }

    /** Where the cases of a file are looked for. @param stem its name without its ending */
    public static String casesOf(String stem) {
        return stem + CASES;
    }

    /** Cases beside the application that nobody tries, because the file that they are of does not lie beside them. */
    public static List<MappingError> casesAlone(Path folder) {
        Map<String, String> texts = beside(folder);
        List<MappingError> alone = new ArrayList<>();
        for (String file : texts.keySet()) {
            if (hasCases(file)) {
                String of = file.substring(0, file.length() - CASES.length()) + YAML;
                if (!texts.containsKey(of)) {
                    alone.add(new MappingError(
                            file,
                            1,
                            1,
                            YamlNode.FILE,
                            "There is no %s beside these cases, so nobody tries them. Put it there, or take them away."
                                    .formatted(of)));
                }
            }
        }
        return alone;
    }
}
