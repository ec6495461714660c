package io.silkroute;

import io.silkroute.mapping.MappingCheck;
import io.silkroute.sandbox.SandboxApplication;
import io.silkroute.source.SourceCheck;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Silkroute {

    public static void main(String[] args) {
        if (Arrays.asList(args).contains(SandboxApplication.ARGUMENT)) {
            SandboxApplication.run(args);
        } else if (Arrays.asList(args).contains(MappingCheck.ARGUMENT)) {
            boolean mappings = MappingCheck.passes(args);
            boolean sources = SourceCheck.passes(args);
            System.exit(mappings && sources ? 0 : 1);
        } else {
            JdkNotices.readPast();
            SpringApplication.run(Silkroute.class, args);
        }
    }
}
