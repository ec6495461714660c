package io.silkroute.routes;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Puts the recorder into every application that a test starts; Camel finds it among the beans. */
public final class StepsAreNoted implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Set to false where steps run with what only plays their beans. */
    static final String COUNTED = "route-steps.counted";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().getProperty(COUNTED, Boolean.class, true)) {
            context.getBeanFactory().registerSingleton("stepRecorder", new StepRecorder());
        }
    }
}
