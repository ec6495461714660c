package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.Lookups;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.TriedCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The mapping files as they lie there at this moment: can they be used, are they in use, and do their cases hold? */
@Component
public class MappingReview {

    private final Path folder;
    private final Mappings inUse;
    private final Supplier<InputTypes> types =
            SingletonSupplier.of(InputTypes::load); // of no use before the first look

    @Autowired
    MappingReview(@Value("${silkroute.mappings:./mappings}") Path folder, Mappings inUse) {
        this.folder = folder;
        this.inUse = inUse;
    }

    /**
     * One file.
     *
     * @param packaged it lies inside the application, and no file beside it takes its place
     * @param inUse it is what was read at the start; another one is, after the next start
     * @param errors why it cannot be used, its cases' mistakes with them
     * @param casesName where its cases are looked for
     * @param hasCases there is such a file
     * @param words how many a table of words holds, which has no cases; null for a mapping
     * @param cases null where there is none, or where they cannot be tried because of an error in this file or another
     */
    public record Reviewed(
            String name,
            String text,
            boolean packaged,
            boolean inUse,
            List<MappingError> errors,
            String casesName,
            boolean hasCases,
            @Nullable Integer words,
            @Nullable List<TriedCase> cases) {

        public boolean usable() {
            return errors.isEmpty();
        }
    }

    /** A line of a file and the field of Shopify's input that it makes, such as {@code variants.price}. */
    public record Rule(int line, String field) {}

    /**
     * A field of the PIM that no line reads.
     *
     * @param items how many of those that were looked at have it
     * @param example of one of them, shortened
     */
    public record Unread(String field, int items, String example) {}

    /**
     * What a file leaves aside.
     *
     * @param untouched lines that no case looks at; null where the cases could not be read
     */
    public record Aside(List<Unread> unread, @Nullable List<Rule> untouched) {}

    /** @param items those whose fields are looked at */
    public Aside aside(Reviewed file, Collection<Item> items) {
        if (file.words() != null) {
            return new Aside(List.of(), null);
        }
        MappingCoverage coverage = new MappingCoverage(file.name(), file.text());
        List<MappingCase> cases = file.usable() ? casesOf(file) : null;
        return new Aside(coverage.unread(items), cases == null ? null : coverage.untouched(cases));
    }

    private @Nullable List<MappingCase> casesOf(Reviewed file) {
        List<MappingFile> files = MappingFiles.in(folder);
        String text = files.stream()
                .filter(one -> one.name().equals(file.name()))
                .map(one -> one.cases() == null ? "[]" : one.cases())
                .findFirst()
                .orElse("[]");
        List<MappingError> errors = new ArrayList<>();
        Mapping mapping = new MappingReader(types.get())
                .with(MappingFiles.lookups(files, errors))
                .read(file.name(), file.text(), errors)
                .mapping();
        List<MappingCase> cases = new MappingCases(types.get()).read(file.casesName(), text, mapping, errors);
        return errors.isEmpty() ? cases : null;
    }

    /** The files with which a connector works: that of its products and those that go with it. */
    public List<Reviewed> of(String productMappingFile) {
        List<String> beside = inUse.beside(productMappingFile);
        return now(MappingFiles.in(folder), types.get(), inUse).stream()
                .filter(file -> file.name().equals(productMappingFile) || beside.contains(file.name()))
                .sorted((one, other) -> Boolean.compare(
                        other.name().equals(productMappingFile), one.name().equals(productMappingFile)))
                .toList();
    }

    /** @param inUse those that were read at the start; null where nothing runs */
    static List<Reviewed> now(List<MappingFile> files, InputTypes types, @Nullable Mappings inUse) {
        try {
            Mappings compiled = new Mappings(files, new MappingReader(types));
            return files.stream()
                    .map(file -> compiled.lookups().names().contains(file.name())
                            ? reviewed(
                                    file, inUse, List.of(), compiled.lookups().words(file.name()), null)
                            : tried(file, compiled.get(file.name()), types, inUse))
                    .toList();
        } catch (MappingInvalid invalid) {
            return files.stream()
                    .map(file -> reviewed(
                            file,
                            inUse,
                            invalid.errors().stream()
                                    .filter(error -> error.file().equals(file.name()))
                                    .toList(),
                            Lookups.is(file.text()) ? Integer.valueOf(0) : null,
                            null))
                    .toList();
        }
    }

    private static Reviewed tried(MappingFile file, Mapping mapping, InputTypes types, @Nullable Mappings inUse) {
        if (file.cases() == null) {
            return reviewed(file, inUse, List.of(), null, null);
        }
        List<MappingError> errors = new ArrayList<>();
        List<MappingCase> cases = new MappingCases(types).read(file.casesName(), file.cases(), mapping, errors);
        return reviewed(
                file,
                inUse,
                errors,
                null,
                errors.isEmpty()
                        ? cases.stream()
                                .map(one -> new TriedCase(one.name(), one.line(), one.differences(mapping)))
                                .toList()
                        : null);
    }

    private static Reviewed reviewed(
            MappingFile file,
            @Nullable Mappings inUse,
            List<MappingError> errors,
            @Nullable Integer words,
            @Nullable List<TriedCase> cases) {
        return new Reviewed(
                file.name(),
                file.text(),
                file.packaged(),
                inUse != null && inUse.hasRead(file),
                errors,
                file.casesName(),
                file.cases() != null,
                words,
                cases);
    }
}
