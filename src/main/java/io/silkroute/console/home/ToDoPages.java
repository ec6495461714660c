package io.silkroute.console.home;

import io.silkroute.connector.Connector;
import io.silkroute.console.Frame;
import io.silkroute.preview.Statuses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One inbox of what waits for somebody. */
@Controller
class ToDoPages {

    private final Statuses statuses;
    private final ToDo toDo;

    ToDoPages(Statuses statuses, ToDo toDo) {
        this.statuses = statuses;
        this.toDo = toDo;
    }

    @GetMapping("/connectors/{connector}/to-do")
    String toDo(
            @PathVariable("connector") String name,
            @ModelAttribute(name = "frame", binding = false) Frame frame,
            Model model) {
        Connector connector = statuses.known(name);
        Statuses.Status status = frame.status(name);
        model.addAttribute("connector", connector.name().text());
        model.addAttribute("status", status);
        model.addAttribute("causes", toDo.waiting(connector, status));
        model.addAttribute("incomplete", toDo.incomplete(connector.name()));
        model.addAttribute("letters", toDo.letters(connector.name()));
        return "console/to-do";
    }
}
