package io.silkroute.routes;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Puts the recorder into every application that a test starts; Camel finds it among the beans. */
public final class StepsAreNoted implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("stepRecorder", new StepRecorder());
    }
}
