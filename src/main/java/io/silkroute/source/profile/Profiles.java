package io.silkroute.source.profile;

import io.silkroute.mapping.read.MappingError;
import io.silkroute.source.profile.ProfileFiles.ProfileFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The profiles that there are. They are looked at with every file that comes, so that a corrected one counts without a
 * restart; one that cannot be used refuses the files that would need it, and no others.
 */
@Component
public class Profiles {

    private final Path folder;

    public Profiles(@Value("${silkroute.sources:./sources}") Path folder) {
        this.folder = folder;
    }

    /** @param errors of those that cannot be used, by their names */
    public record Known(List<Profile> usable, Map<String, List<MappingError>> errors) {

        /** How well any of them knows a header. */
        public int knows(List<String> header) {
            return usable.stream()
                    .mapToInt(profile -> profile.knows(header))
                    .max()
                    .orElse(0);
        }

        /** The one that knows a header best: an own one before those that are delivered, then the one that asks for more. */
        public Optional<Profile> of(List<String> header) {
            return usable.stream()
                    .filter(profile -> profile.knows(header) > 0)
                    .max(Comparator.comparing(Profile::own)
                            .thenComparing(profile -> profile.knows(header))
                            .thenComparing(Profile::name));
        }

        public Optional<Profile> named(String name) {
            return usable.stream()
                    .filter(profile -> profile.name().equals(name))
                    .findFirst();
        }

        /** Where in JSON the rows of any of them may stand. */
        public Set<String> records() {
            return usable.stream()
                    .flatMap(profile -> profile.records().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        public List<String> names() {
            return usable.stream().map(Profile::name).sorted().toList();
        }
    }

    public Known now() {
        return of(ProfileFiles.in(folder));
    }

    public static Known of(List<ProfileFile> files) {
        List<Profile> usable = new ArrayList<>();
        Map<String, List<MappingError>> errors = new TreeMap<>();
        for (ProfileFile file : files) {
            List<MappingError> wrong = new ArrayList<>();
            Profile profile = ProfileReader.read(file.name(), file.own(), file.text(), wrong);
            if (wrong.isEmpty()) {
                usable.add(profile);
            } else {
                errors.put(file.name(), List.copyOf(wrong));
            }
        }
        return new Known(List.copyOf(usable), errors);
    }
}
