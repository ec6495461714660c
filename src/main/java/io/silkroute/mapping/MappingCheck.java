package io.silkroute.mapping;

import io.silkroute.mapping.read.FileCheck;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.YamlFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Checks the mapping files and runs the cases beside them, without starting anything: {@code --check-mappings}. */
public final class MappingCheck {

    public static final String ARGUMENT = "--check-mappings";

    private MappingCheck() {}

    /**
     * Of the folder that {@code silkroute.mappings} names as an argument or in the environment, else {@code mappings}.
     *
     * @return whether every file can be used and every case holds
     */
    public static boolean passes(String... arguments) {
        return passes(FileCheck.folder("silkroute.mappings", "mappings", arguments), System.out);
    }

    /** @return whether every file can be used and every case holds; what is wrong has been printed */
    static boolean passes(Path folder, PrintStream out) {
        FileCheck check = new FileCheck(out);
        check.errors(YamlFiles.casesAlone(folder));
        List<MappingReview.Reviewed> files = MappingReview.now(MappingFiles.in(folder), InputTypes.load(), null);
        if (files.stream().allMatch(MappingReview.Reviewed::usable)) {
            files.forEach(file -> tell(file, check));
        } else {
            files.forEach(file -> check.errors(file.errors()));
        }
        return check.passes();
    }

    private static void tell(MappingReview.Reviewed file, FileCheck check) {
        if (file.words() != null) {
            check.words(file.name(), file.words());
        } else {
            check.tried(file.name(), file.casesName(), file.cases());
        }
    }
}
