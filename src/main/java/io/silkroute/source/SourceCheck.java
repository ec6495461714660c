package io.silkroute.source;

import io.silkroute.mapping.read.MappingError;
import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.ProfileFiles.ProfileFile;
import io.silkroute.source.profile.Profiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Checks the profiles and tries the cases beside them, without starting anything: a part of {@code --check-mappings}. */
public final class SourceCheck {

    private SourceCheck() {}

    /** @return whether every profile can be used and every case holds; what is wrong has been printed */
    public static boolean passes(String... arguments) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return passes(Path.of(settings.getProperty("silkroute.sources", "sources")), System.out);
    }

    static boolean passes(Path folder, PrintStream out) {
        List<ProfileFile> files = ProfileFiles.in(folder);
        Profiles.Known known = Profiles.of(files);
        known.errors().values().forEach(errors -> errors.forEach(out::println));
        boolean passes = known.errors().isEmpty();
        for (ProfileFile file : files) {
            if (known.named(file.name()).isPresent()) {
                passes &= passes(file, known, out);
            }
        }
        return passes;
    }

    private static boolean passes(ProfileFile file, Profiles.Known known, PrintStream out) {
        if (file.cases() == null) {
            out.println("sources/" + file.name() + ".yaml: can be used; it has no cases.");
            return true;
        }
        List<MappingError> errors = new ArrayList<>();
        List<SourceCases.Case> cases = SourceCases.read(file, errors);
        errors.forEach(out::println);
        int failed = 0;
        for (SourceCases.Case one : cases) {
            List<String> differences = one.differences(known, file.name());
            if (!differences.isEmpty()) {
                failed++;
                out.println("sources/%s.test.yaml, line %d: %s".formatted(file.name(), one.line(), one.name()));
                differences.forEach(difference -> out.println("    " + difference));
            }
        }
        out.println(
                "sources/%s.yaml: %d of %d cases hold.".formatted(file.name(), cases.size() - failed, cases.size()));
        return failed == 0 && errors.isEmpty();
    }
}
