package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Buys;
import io.silkroute.sandbox.discount.term.Destination;
import io.silkroute.sandbox.discount.term.Minimum;
import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.discount.term.Worth;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What one discount takes off a basket by itself. */
final class Pricing {
    private Pricing() {}

    private static boolean holds(Selection items, Basket.Line line) {
        return items.all()
                || line.product() != null && items.products().contains(line.product())
                || line.variant() != null && items.variants().contains(line.variant())
                || line.collections().stream().anyMatch(items.collections()::contains);
    }

    static boolean minimumReached(Discount discount, Basket basket) {
        Minimum minimum = discount.minimum;
        if (minimum == null) {
            return true;
        }
        List<Basket.Line> lines = basket.lines().stream()
                .filter(line -> holds(discount.gets, line))
                .toList();
        if (minimum.subtotal() != null) {
            BigDecimal subtotal = lines.stream().map(Basket.Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            return subtotal.compareTo(new BigDecimal(minimum.subtotal())) >= 0;
        }
        long items = lines.stream().mapToLong(Basket.Line::quantity).sum();
        return items >= Objects.requireNonNullElse(minimum.quantity(), 0L);
    }

    /** @param left what each line costs before it */
    static Reduction reduction(
            Discount discount, @Nullable String code, Basket basket, List<BigDecimal> left, int digits) {
        Worth worth = discount.worth;
        return switch (discount.kind) {
            case FREE_SHIPPING -> {
                BigDecimal free = shippingIsFree(discount, basket) ? basket.shipping() : BigDecimal.ZERO;
                yield new Reduction(
                        discount.id, discount.title, code, 100.0, null, false, false, true, nothing(left), free);
            }
            case BXGY -> {
                List<BigDecimal> lines = buyAndGet(discount, basket, left, digits);
                yield ofLines(discount, code, lines, false);
            }
            case BASIC -> {
                boolean across = worth.percentage() == null && !worth.each();
                List<BigDecimal> lines = new ArrayList<>();
                for (int i = 0; i < left.size(); i++) {
                    Basket.Line line = basket.lines().get(i);
                    BigDecimal off = !holds(discount.gets, line) || across
                            ? BigDecimal.ZERO
                            : worth.percentage() != null
                                    ? percentage(left.get(i), worth.percentage(), digits)
                                    : amount(worth).multiply(BigDecimal.valueOf(line.quantity()));
                    lines.add(off.min(left.get(i)));
                }
                if (across) {
                    lines = spread(
                            amount(worth),
                            IntStream.range(0, left.size())
                                    .mapToObj(i ->
                                            holds(discount.gets, basket.lines().get(i)) ? left.get(i) : BigDecimal.ZERO)
                                    .toList(),
                            digits);
                }
                yield ofLines(discount, code, lines, across || discount.gets.all());
            }
        };
    }

    private static Reduction ofLines(Discount discount, @Nullable String code, List<BigDecimal> lines, boolean across) {
        Worth worth = discount.worth;
        return new Reduction(
                discount.id,
                discount.title,
                code,
                worth.percentage() == null ? null : (Double) hundredfold(worth.percentage()),
                worth.percentage() == null ? amount(worth) : null,
                across,
                !discount.gets.all(),
                false,
                lines,
                BigDecimal.ZERO);
    }

    /** The same without what it takes off other lines than these. */
    static Reduction where(Reduction reduction, IntPredicate lines) {
        return new Reduction(
                reduction.discount(),
                reduction.title(),
                reduction.code(),
                reduction.percentage(),
                reduction.amount(),
                reduction.across(),
                reduction.entitled(),
                reduction.ofShipping(),
                IntStream.range(0, reduction.lines().size())
                        .mapToObj(i -> lines.test(i) ? reduction.lines().get(i) : BigDecimal.ZERO)
                        .toList(),
                reduction.shipping());
    }

    private static BigDecimal amount(Worth worth) {
        return new BigDecimal(Objects.requireNonNullElse(worth.amount(), "0"));
    }

    private static double hundredfold(double fraction) {
        return BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    }

    private static BigDecimal percentage(BigDecimal of, double fraction, int digits) {
        return of.multiply(BigDecimal.valueOf(fraction)).setScale(digits, RoundingMode.HALF_UP);
    }

    private static List<BigDecimal> nothing(List<BigDecimal> left) {
        return left.stream().map(each -> BigDecimal.ZERO).toList();
    }

    private static boolean shippingIsFree(Discount discount, Basket basket) {
        if (discount.mostShipping != null && basket.shipping().compareTo(new BigDecimal(discount.mostShipping)) > 0) {
            return false;
        }
        Destination to = discount.destination;
        return to == null
                || to.all()
                || to.restOfWorld()
                || basket.country() != null && to.countries().contains(basket.country());
    }

    /** By what each costs; what rounding leaves goes to the last one. */
    static List<BigDecimal> spread(BigDecimal amount, List<BigDecimal> over, int digits) {
        BigDecimal sum = over.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal off = amount.min(sum).setScale(digits, RoundingMode.HALF_UP);
        List<BigDecimal> parts = new ArrayList<>();
        BigDecimal left = off;
        for (int i = 0; i < over.size(); i++) {
            BigDecimal part = sum.signum() == 0
                    ? BigDecimal.ZERO
                    : off.multiply(over.get(i)).divide(sum, digits, RoundingMode.DOWN);
            parts.add(part);
            left = left.subtract(part);
        }
        for (int i = over.size() - 1; i >= 0 && left.signum() > 0; i--) {
            if (over.get(i).signum() > 0) {
                BigDecimal more = left.min(over.get(i).subtract(parts.get(i)));
                parts.set(i, parts.get(i).add(more));
                left = left.subtract(more);
            }
        }
        return parts;
    }

    /** The cheapest of the items to be got, as often as enough others were bought. */
    private static List<BigDecimal> buyAndGet(Discount discount, Basket basket, List<BigDecimal> left, int digits) {
        List<BigDecimal> off = new ArrayList<>(nothing(left));
        Buys buys = Objects.requireNonNull(discount.buys);
        long get = Objects.requireNonNullElse(discount.worth.quantity(), 1L);
        long free = sets(buys, discount.gets, basket, get) * get;
        List<Integer> cheapest = IntStream.range(0, left.size())
                .boxed()
                .filter(i -> holds(discount.gets, basket.lines().get(i)))
                .sorted(Comparator.comparing(i -> basket.lines().get(i).unitPrice()))
                .toList();
        if (discount.usesPerOrder != null) {
            free = Math.min(free, discount.usesPerOrder * get);
        }
        for (int i : cheapest) {
            Basket.Line line = basket.lines().get(i);
            long units = Math.min(free, line.quantity());
            BigDecimal worth = discount.worth.percentage() != null
                    ? percentage(
                            line.unitPrice().multiply(BigDecimal.valueOf(units)), discount.worth.percentage(), digits)
                    : amount(discount.worth).multiply(BigDecimal.valueOf(units));
            off.set(i, worth.min(left.get(i)));
            free -= units;
        }
        return off;
    }

    /** How often the condition is met; an item that is got is not one that was bought. */
    private static long sets(Buys buys, Selection gets, Basket basket, long get) {
        List<Basket.Line> bought = basket.lines().stream()
                .filter(line -> holds(buys.items(), line))
                .toList();
        if (buys.amount() != null) {
            BigDecimal sum = bought.stream().map(Basket.Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal wanted = new BigDecimal(buys.amount());
            return wanted.signum() == 0 ? 0 : sum.divideToIntegralValue(wanted).longValue();
        }
        long wanted = Objects.requireNonNullElse(buys.quantity(), 1L);
        long all = bought.stream().mapToLong(Basket.Line::quantity).sum();
        boolean same = bought.stream().anyMatch(line -> holds(gets, line));
        return all / (same ? wanted + get : wanted);
    }
}
