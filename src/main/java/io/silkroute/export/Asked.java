package io.silkroute.export;

import java.util.function.Function;

/** What asking the shop came to: what it told, or the conclusion that the item comes to without it. */
public sealed interface Asked<T> {

    record Told<T>(T value) implements Asked<T> {
        @Override
        public <R> Asked<R> then(Function<T, Asked<R>> next) {
            return next.apply(value);
        }

        @Override
        public <R> R either(Function<T, R> told, Function<Conclusion, R> ended) {
            return told.apply(value);
        }
    }

    record Ended<T>(Conclusion conclusion) implements Asked<T> {
        @Override
        public <R> Asked<R> then(Function<T, Asked<R>> next) {
            return new Ended<>(conclusion);
        }

        @Override
        public <R> R either(Function<T, R> told, Function<Conclusion, R> ended) {
            return ended.apply(conclusion);
        }
    }

    /** Goes on with what the shop told, if it did. */
    <R> Asked<R> then(Function<T, Asked<R>> next);

    default <R> Asked<R> map(Function<T, R> change) {
        return then(value -> new Told<>(change.apply(value)));
    }

    <R> R either(Function<T, R> told, Function<Conclusion, R> ended);
}
