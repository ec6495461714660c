package io.silkroute.mapping;

import io.silkroute.connector.MappingNames;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The mapping files: those in the folder beside the application win over those inside it. Compiled once, at start. */
@Component
public class Mappings implements MappingNames {

    private static final String TEST_FILE = ".test.yaml";

    private final Map<String, Mapping> byFile = new TreeMap<>();

    public Mappings(@Value("${silkroute.mappings:./mappings}") Path folder) {
        MappingReader reader = new MappingReader(InputTypes.load());
        List<MappingError> errors = new ArrayList<>();
        texts(folder).forEach((file, text) -> {
            try (Reader in = new StringReader(text)) {
                byFile.put(file, reader.read(file, in));
            } catch (MappingInvalid e) {
                errors.addAll(e.errors());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
    }

    private static Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:mappings/*.yaml")) {
                String file = String.valueOf(resource.getFilename());
                if (!file.endsWith(TEST_FILE)) {
                    texts.put(file, resource.getContentAsString(StandardCharsets.UTF_8));
                }
            }
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path path : files.toList()) {
                        String file = String.valueOf(path.getFileName());
                        if (file.endsWith(".yaml") && !file.endsWith(TEST_FILE)) {
                            texts.put(file, Files.readString(path));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the mapping files cannot be read", e);
        }
        return texts;
    }

    @Override
    public List<String> names() {
        return List.copyOf(byFile.keySet());
    }

    public Mapping product(String file) {
        Mapping mapping = byFile.get(file);
        if (mapping == null) {
            throw new IllegalStateException(
                    "There is no mapping file " + file + "; there are " + byFile.keySet() + ".");
        }
        return mapping;
    }

    /** The mapping of the categories that goes with a mapping of products. */
    public Mapping collection(String productMappingFile) {
        return product(product(productMappingFile).collectionFile());
    }
}
