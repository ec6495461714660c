package io.silkroute.sandbox.bulk;

import io.silkroute.sandbox.graphql.AdminApi;
import io.silkroute.sandbox.shop.Faults;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.SandboxSettings;
import io.silkroute.sandbox.shop.Shop;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@InSandbox
@Configuration(value = "sandboxBulkConfiguration", proxyBeanMethods = false)
class BulkConfiguration {

    @Bean
    StagedUploads sandboxUploads(Shop shop) {
        return new StagedUploads(shop, shop.files());
    }

    @Bean
    BulkOperations sandboxBulkOperations(
            SandboxSettings settings, Shop shop, StagedUploads uploads, Faults faults, AdminApi api) {
        BulkOperations.Pace pace = new BulkOperations.Pace(settings.bulkRate(), settings.bulkDelay());
        return new BulkOperations(shop, uploads, shop.files(), faults, pace, api);
    }

    // A servlet of its own: the application's multipart limits are for other things than 100 MB files.
    @Bean
    ServletRegistrationBean<UploadServlet> sandboxUploadServlet(StagedUploads uploads) {
        ServletRegistrationBean<UploadServlet> servlet =
                new ServletRegistrationBean<>(new UploadServlet(uploads), "/sandbox/upload/*");
        servlet.setMultipartConfig(new MultipartConfigElement(
                "", StagedUploads.LARGEST + 1_000_000, StagedUploads.LARGEST + 2_000_000, 1_000_000));
        return servlet;
    }
}
