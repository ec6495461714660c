package io.silkroute.console;

import io.silkroute.run.Run;
import java.util.function.Supplier;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the page after a form says: what was done, or why it was not. */
public final class Notices {

    private Notices() {}

    public static void after(RedirectAttributes page, Supplier<String> deed) {
        try {
            page.addFlashAttribute("notice", deed.get());
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", sentence(refused));
        }
    }

    /** Says only why it was not done. */
    public static void unless(RedirectAttributes page, Runnable deed) {
        try {
            deed.run();
        } catch (ErrorResponseException refused) {
            page.addFlashAttribute("problem", sentence(refused));
        }
    }

    /** With a link to the run that this begins. */
    public static void afterStart(RedirectAttributes page, String sentence, Supplier<Run> start) {
        after(page, () -> {
            page.addFlashAttribute("noticeRun", start.get().id());
            return sentence;
        });
    }

    public static String sentence(ErrorResponseException refused) {
        String detail = refused.getBody().getDetail();
        return detail == null ? "This cannot be done (" + refused.getStatusCode() + ")." : detail;
    }
}
