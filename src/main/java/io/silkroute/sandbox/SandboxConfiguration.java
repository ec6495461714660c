package io.silkroute.sandbox;

import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@InSandbox
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxConfiguration {

    @Bean
    Sandbox sandbox(SandboxSettings settings) {
        return new Sandbox(settings, Clock.systemUTC(), System::nanoTime);
    }

    // A servlet of its own: the application's multipart limits are for other things than 100 MB files.
    @Bean
    ServletRegistrationBean<UploadServlet> sandboxUploads(Sandbox sandbox) {
        ServletRegistrationBean<UploadServlet> servlet =
                new ServletRegistrationBean<>(new UploadServlet(sandbox.uploads), "/sandbox/upload/*");
        servlet.setMultipartConfig(new MultipartConfigElement(
                "", StagedUploads.LARGEST + 1_000_000, StagedUploads.LARGEST + 2_000_000, 1_000_000));
        return servlet;
    }
}
