package io.silkroute.console.home;

import io.silkroute.connector.Connector;
import io.silkroute.console.Frame;
import io.silkroute.console.ToDoTabs;
import io.silkroute.preview.Statuses;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One inbox of what waits for somebody. */
@Controller
class ToDoPages {

    private final Statuses statuses;
    private final ToDo toDo;
    private final ToDoTabs tabs;

    ToDoPages(Statuses statuses, ToDo toDo, ToDoTabs tabs) {
        this.statuses = statuses;
        this.toDo = toDo;
        this.tabs = tabs;
    }

    /** @param kind only what is of this word, such as {@code interrupted}; empty: everything */
    @GetMapping("/connectors/{connector}/to-do")
    String toDo(
            @PathVariable("connector") String name,
            @RequestParam(defaultValue = "") String kind,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        Connector connector = statuses.known(name);
        Statuses.Status status = frame.status(name);
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("status", status);
        boolean all = kind.isEmpty();
        model.addAttribute("tabs", tabs.of(name, status, all ? "all" : "confirmations"));
        model.addAttribute("all", all);
        model.addAttribute(
                "causes",
                toDo.waiting(connector, status).stream()
                        .filter(cause -> all || cause.word().equals(kind))
                        .toList());
        model.addAttribute("incomplete", all ? toDo.incomplete(connector.name()) : List.of());
        model.addAttribute("letters", all ? toDo.letters(connector.name()) : 0L);
        return "console/to-do";
    }
}
