package io.silkroute.console;

import io.silkroute.access.OpenPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the page on which one signs in is made of. */
@Component
class StaticFiles implements OpenPaths {

    @Override
    public List<String> toAnybody() {
        return List.of("/css/**", "/js/**", "/favicon.ico", "/favicon.svg");
    }
}
