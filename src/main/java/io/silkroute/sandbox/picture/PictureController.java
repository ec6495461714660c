package io.silkroute.sandbox.picture;

import io.silkroute.sandbox.shop.InSandbox;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where the sample's pictures lie. */
@RestController
@InSandbox
class PictureController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");

    @GetMapping("/sandbox/pictures/{name}.png")
    ResponseEntity<byte[]> picture(@PathVariable String name) {
        if (!NAME.matcher(name).matches()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(new Picture(name).png());
    }
}
