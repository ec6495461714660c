package io.silkroute.source.value;

/** What stands before the decimals of a number. */
public enum Decimal {
    POINT('.'),
    COMMA(',');

    final char sign;

    Decimal(char sign) {
        this.sign = sign;
    }

    Decimal other() {
        return this == POINT ? COMMA : POINT;
    }

    static Decimal of(char sign) {
        return sign == '.' ? POINT : COMMA;
    }
}
