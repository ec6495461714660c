package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Looked at after all tests of a build: each step of each route must have run in one of them. Real processes that
 * tests start are not counted.
 */
class EveryStepRan {

    @Test
    void every_step_of_every_route_ran_in_a_test() throws IOException {
        Path file = Path.of(System.getProperty(StepRecorder.FILE));
        assertThat(file).as("written by the tests of this build").exists();
        Set<String> ran = new TreeSet<>(Files.readAllLines(file));

        List<RouteFile.Step> idle = RouteFile.all().stream()
                .flatMap(route -> route.steps().stream())
                .filter(step -> step.withInner().noneMatch(one -> ran.contains(one.id())))
                .toList();

        assertThat(idle).as("steps that ran in no test").isEmpty();
    }
}
