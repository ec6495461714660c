package io.silkroute.mapping;

import io.silkroute.catalogue.Digest;
import io.silkroute.connector.config.MappingNames;
import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.Lookups;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.Suggestion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mapping files: those in the folder beside the application win over those inside it. Compiled once, at start. */
@Component
public class Mappings implements MappingNames {

    /** What a mapping of products names beside itself, and what that has to map to. */
    private static final Map<String, String> BESIDE =
            Map.of("collection", "collection", "campaign", "discount", "code", "discount");

    private final Map<String, Mapping> byFile = new TreeMap<>();
    private final Map<String, Set<String>> lookupsByFile = new TreeMap<>();
    private final Lookups lookups;
    private final Map<String, Digest> digests = new TreeMap<>();

    @Autowired
    public Mappings(@Value("${silkroute.mappings:./mappings}") Path folder) {
        this(MappingFiles.in(folder), new MappingReader(InputTypes.load()));
    }

    Mappings(List<MappingFile> files, MappingReader reader) {
        List<MappingError> errors = new ArrayList<>();
        Map<String, MappingReader.Read> read = new TreeMap<>();
        lookups = MappingFiles.lookups(files, errors);
        MappingReader knowing = reader.with(lookups);
        files.forEach(file -> {
            digests.put(file.name(), Digest.of(file.text().getBytes(StandardCharsets.UTF_8)));
            if (!lookups.names().contains(file.name())) {
                read.put(file.name(), knowing.read(file.name(), file.text(), errors));
            }
        });
        read.forEach((file, mapping) -> {
            byFile.put(file, mapping.mapping());
            lookupsByFile.put(file, mapping.lookups());
            if (mapping.mapping().ofProducts()) {
                BESIDE.forEach((what, target) -> look(mapping, what, target, read));
            }
        });
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
    }

    private static void look(
            MappingReader.Read products, String what, String target, Map<String, MappingReader.Read> read) {
        String file = products.mapping().fileOf(what);
        List<String> fitting = read.entrySet().stream()
                .filter(one -> one.getValue().mapping().target().equals(target))
                .map(Map.Entry::getKey)
                .toList();
        // A folder of mappings from before there were campaigns needs none for them.
        boolean named = !products.root().get(what).absent() || what.equals("collection");
        if (!fitting.contains(file) && (named || read.containsKey(file))) {
            products.root()
                    .get(what)
                    .error("“" + file + "” is no mapping file with target: " + target + ". "
                            + Suggestion.of(file, fitting));
        }
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
        return get(get(productMappingFile).fileOf("collection"));
    }

    /** The mapping of the campaigns that goes with a mapping of products. */
    public Mapping campaign(String productMappingFile) {
        return get(get(productMappingFile).fileOf("campaign"));
    }

    /** The mapping of the codes with terms of their own that goes with a mapping of products. */
    public Mapping code(String productMappingFile) {
        return get(get(productMappingFile).fileOf("code"));
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

    /** The files that hold words instead of a mapping. */
    Lookups lookups() {
        return lookups;
    }

    /** Changes with every change of a mapping of products, of a mapping that goes with it, or of a table that they read. */
    public Digest fingerprint(String productMappingFile) {
        StringBuilder all = new StringBuilder().append(digests.get(productMappingFile));
        beside(productMappingFile).forEach(file -> all.append(' ').append(digests.get(file)));
        return Digest.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The files that go with a mapping of products: other mappings, and tables of words after them. */
    List<String> beside(String productMappingFile) {
        Mapping products = product(productMappingFile);
        List<String> mappings = BESIDE.keySet().stream()
                .sorted()
                .map(products::fileOf)
                .distinct()
                .toList();
        Stream<String> tables = Stream.concat(Stream.of(productMappingFile), mappings.stream())
                .flatMap(file -> lookupsByFile.getOrDefault(file, Set.of()).stream())
                .distinct()
                .sorted();
        return Stream.concat(mappings.stream(), tables).toList();
    }
}
