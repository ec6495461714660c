package io.silkroute.console;

import java.util.function.Supplier;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the page after a form says: what was done, or why it was not. */
final class Notices {

    private Notices() {}

    static void after(RedirectAttributes page, Supplier<String> deed) {
        try {
            page.addFlashAttribute("notice", deed.get());
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", sentence(refused));
        }
    }

    static String sentence(ErrorResponseException refused) {
        String detail = refused.getBody().getDetail();
        return detail == null ? "This cannot be done (" + refused.getStatusCode() + ")." : detail;
    }
}
