package io.silkroute.deadletter;

import io.silkroute.access.OperatorMay;
import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages that nobody could work off: read them, put them back, or discard them. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLetterApi {

    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private final DeadLetters letters;

    DeadLetterApi(DeadLetters letters) {
        this.letters = letters;
    }

    record Shown(
            long id, Instant keptAt, String queue, @Nullable String connector, int size, String body) {}

    @GetMapping
    Map<String, @Nullable Object> all(
            @RequestParam(required = false) @Nullable Long cursor, @RequestParam(defaultValue = "" + PAGE) int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<DeadLetters.DeadLetter> page = letters.page(null, cursor, size);
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("items", page);
        list.put(
                "next",
                page.size() < size ? null : Long.toString(page.get(size - 1).id()));
        return list;
    }

    @GetMapping("/{id}")
    Shown one(@PathVariable long id) {
        DeadLetters.Opened opened = letters.find(id).orElseThrow(() -> DeadLetterRefused.unknown(id));
        DeadLetters.DeadLetter letter = opened.letter();
        return new Shown(
                letter.id(), letter.keptAt(), letter.queue(), letter.connector(), letter.size(), opened.body());
    }

    @OperatorMay
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable long id, Principal actor) {
        if (!letters.replay(id, actor.getName())) {
            throw DeadLetterRefused.unknown(id);
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id, Principal actor) {
        if (!letters.discard(id, actor.getName())) {
            throw DeadLetterRefused.unknown(id);
        }
    }
}
