package io.silkroute.source.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** What a workbook's cell says: numbers as Excel shows them at their fullest, days as days, formulas by their results. */
final class XlsxCell {

    static final int DIGITS_KEPT = 15; // by Excel; what a file writes beyond them is the noise of binary fractions

    private static final int MOST_DIGITS = 400;
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // the first of the year 10000
    private static final Set<String> ERRORS = Set.of(
            "#N/A",
            "#DIV/0!",
            "#REF!",
            "#NAME?",
            "#VALUE!",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#FIELD!",
            "#GETTING_DATA");

    private XlsxCell() {}

    static @Nullable String text(Cell cell) {
        if (fault(cell) != null || cell.getType() == CellType.EMPTY) {
            return null;
        }
        BigDecimal number = number(cell);
        if (number == null) {
            return cell.getType() == CellType.FORMULA
                    ? cell.getValue() == null ? cell.getRawValue() : String.valueOf(cell.getValue())
                    : cell.getText();
        }
        if (isDay(cell, number)) {
            LocalDateTime time = cell.asDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.withNano(0).toString();
        }
        BigDecimal kept = isLost(number) ? number : number.round(new MathContext(DIGITS_KEPT));
        return kept.stripTrailingZeros().toPlainString();
    }

    /** Is it a number, and no day? */
    static boolean isNumber(Cell cell) {
        BigDecimal number = number(cell);
        return number != null && !isDay(cell, number);
    }

    /** What is wrong with it; null if nothing is. */
    static @Nullable String fault(Cell cell) {
        if (cell.getType() == CellType.ERROR
                || cell.getType() == CellType.FORMULA && ERRORS.contains(String.valueOf(cell.getRawValue()))) {
            String raw = String.valueOf(cell.getRawValue());
            return "holds the error %s.".formatted(Cells.cut(raw, 40));
        }
        return cell.getValue() instanceof BigDecimal && number(cell) == null
                ? "holds a number that is too large or too small."
                : null;
    }

    /** Null if it holds none, or one whose digits would fill pages. */
    static @Nullable BigDecimal number(Cell cell) {
        boolean may = cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA;
        return may
                        && cell.getValue() instanceof BigDecimal number
                        && number.precision() <= MOST_DIGITS
                        && Math.abs((long) number.scale()) <= MOST_DIGITS
                ? number
                : null;
    }

    /** Was it longer before Excel kept it? Its last digits are zeros then, or gone. */
    static boolean isLost(BigDecimal number) {
        return number.precision() - number.scale() > DIGITS_KEPT;
    }

    private static boolean isDay(Cell cell, BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(LAST_DAY) < 0 && isDays(cell);
    }

    private static boolean isDays(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && (id >= 14 && id <= 17 || id == 22)) {
            return true;
        }
        String format = cell.getDataFormatString();
        if (format == null || format.length() > 500) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*]", "").toLowerCase(Locale.ROOT);
        return bare.contains("y") || bare.contains("d");
    }
}
