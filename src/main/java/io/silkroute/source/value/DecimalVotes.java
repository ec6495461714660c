package io.silkroute.source.value;

import org.jspecify.annotations.Nullable;

/** Which decimal sign a column has, by those of its numbers that leave no doubt. */
public final class DecimalVotes {

    private long points;
    private long commas;

    public void add(String cell) {
        if (NumberText.read(cell, null) instanceof NumberText.Exact number && number.sign() != null) {
            if (number.sign() == Decimal.POINT) {
                points++;
            } else {
                commas++;
            }
        }
    }

    /** Null when nothing tells, or when both are there. */
    public @Nullable Decimal decided() {
        if (points > 0 == commas > 0) {
            return null;
        }
        return points > 0 ? Decimal.POINT : Decimal.COMMA;
    }
}
