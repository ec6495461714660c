package io.silkroute.mapping;

import io.silkroute.catalogue.Digest;
import io.silkroute.connector.config.MappingNames;
import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.Suggestion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mapping files: those in the folder beside the application win over those inside it. Compiled once, at start. */
@Component
public class Mappings implements MappingNames {

    private final Map<String, Mapping> byFile = new TreeMap<>();
    private final Map<String, Digest> digests = new TreeMap<>();

    @Autowired
    public Mappings(@Value("${silkroute.mappings:./mappings}") Path folder) {
        this(MappingFiles.in(folder), new MappingReader(InputTypes.load()));
    }

    Mappings(List<MappingFile> files, MappingReader reader) {
        List<MappingError> errors = new ArrayList<>();
        Map<String, MappingReader.Read> read = new TreeMap<>();
        files.forEach(file -> {
            read.put(file.name(), reader.read(file.name(), file.text(), errors));
            digests.put(file.name(), Digest.of(file.text().getBytes(StandardCharsets.UTF_8)));
        });
        read.forEach((file, mapping) -> {
            byFile.put(file, mapping.mapping());
            MappingReader.Read collections = read.get(mapping.mapping().collectionFile());
            if (mapping.mapping().ofProducts()
                    && (collections == null || collections.mapping().ofProducts())) {
                mapping.collection()
                        .error("“" + mapping.mapping().collectionFile()
                                + "” is no mapping file with target: collection. "
                                + Suggestion.of(mapping.mapping().collectionFile(), ofCollections(read)));
            }
        });
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
    }

    private static List<String> ofCollections(Map<String, MappingReader.Read> read) {
        return read.entrySet().stream()
                .filter(file -> !file.getValue().mapping().ofProducts())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that map products, of which a connector has one. */
    @Override
    public List<String> names() {
        return byFile.keySet().stream().filter(file -> get(file).ofProducts()).toList();
    }

    public Mapping product(String file) {
        return get(file);
    }

    /** The mapping of the categories that goes with a mapping of products. */
    public Mapping collection(String productMappingFile) {
        return get(get(productMappingFile).collectionFile());
    }

    Mapping get(String file) {
        Mapping mapping = byFile.get(file);
        if (mapping == null) {
            throw new IllegalStateException(
                    "There is no mapping file " + file + "; there are " + byFile.keySet() + ".");
        }
        return mapping;
    }

    /** Is this what was read at the start? */
    boolean hasRead(MappingFile file) {
        return Digest.of(file.text().getBytes(StandardCharsets.UTF_8)).equals(digests.get(file.name()));
    }

    /** Changes with every change of a mapping of products or of the mapping of categories that goes with it. */
    public Digest fingerprint(String productMappingFile) {
        String collectionFile = product(productMappingFile).collectionFile();
        return Digest.of(
                (digests.get(productMappingFile) + " " + digests.get(collectionFile)).getBytes(StandardCharsets.UTF_8));
    }
}
