package io.silkroute.source;

import io.silkroute.mapping.read.FileCheck;
import io.silkroute.mapping.read.MappingError;
import io.silkroute.mapping.read.TriedCase;
import io.silkroute.mapping.read.YamlFiles;
import io.silkroute.source.profile.ProfileFiles;
import io.silkroute.source.profile.ProfileFiles.ProfileFile;
import io.silkroute.source.profile.Profiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the profiles and tries the cases beside them, without starting anything: a part of {@code --check-mappings}. */
public final class SourceCheck {

    private SourceCheck() {}

    /** @return whether every profile can be used and every case holds; what is wrong has been printed */
    public static boolean passes(String... arguments) {
        return passes(FileCheck.folder("silkroute.sources", "sources", arguments), System.out);
    }

    static boolean passes(Path folder, PrintStream out) {
        FileCheck check = new FileCheck(out);
        check.errors(YamlFiles.casesAlone(folder));
        List<ProfileFile> files = ProfileFiles.in(folder);
        Profiles.Known known = Profiles.of(files);
        known.errors().values().forEach(check::errors);
        for (ProfileFile file : files) {
            if (known.named(file.name()).isPresent()) {
                List<MappingError> errors = new ArrayList<>();
                List<TriedCase> tried = tried(file, known, errors);
                check.errors(errors);
                check.tried("sources/" + file.name() + ".yaml", "sources/" + YamlFiles.casesOf(file.name()), tried);
            }
        }
        return check.passes();
    }

    private static @Nullable List<TriedCase> tried(ProfileFile file, Profiles.Known known, List<MappingError> errors) {
        return file.cases() == null
                ? null
                : SourceCases.read(file, errors).stream()
                        .map(one -> new TriedCase(one.name(), one.line(), one.differences(known, file.name())))
                        .toList();
    }
}
