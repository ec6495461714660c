package io.silkroute.console;

import io.silkroute.access.OpenPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What every page is made of, also the one on which one signs in. Browsers keep it for a year, so that each page's links
 * name the version: {@code ${@staticFiles.version}}, another one whenever one of the files is.
 */
@Component
public class StaticFiles implements OpenPaths, WebMvcConfigurer {

    private static final List<String> VERSIONED =
            List.of("css/console.css", "css/sandbox.css", "js/console.js", "icons.svg", "favicon.svg");
    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final String version = version();

    public String getVersion() {
        return version;
    }

    @Override
    public List<String> toAnybody() {
        return List.of("/css/**", "/js/**", "/fonts/**", "/icons.svg", "/favicon.ico", "/favicon.svg");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String folder : List.of("css", "js", "fonts")) {
            registry.addResourceHandler("/" + folder + "/**")
                    .addResourceLocations("classpath:/static/" + folder + "/")
                    .setCacheControl(KEPT);
        }
        registry.addResourceHandler("/icons.svg", "/favicon.svg")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(KEPT);
    }

    private static String version() {
        CRC32 all = new CRC32();
        for (String file : VERSIONED) {
            try {
                all.update(new ClassPathResource("static/" + file).getContentAsByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException("a file of the console is missing", e);
            }
        }
        return Long.toHexString(all.getValue());
    }
}
