package io.silkroute.console.system;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two texts line by line: what they share, what only the earlier or only the later one has. */
final class LineDifference {

    /** Of longer texts none is computed: the time grows with the product of their lines. */
    static final int MOST = 1_500;

    private static final int AROUND = 3;

    private LineDifference() {}

    /** @param sign {@code +} of the later text, {@code -} of the earlier, a blank of both, {@code …} for some that are left out */
    record Line(String sign, String text) {

        public String kind() {
            return switch (sign) {
                case "+" -> "added";
                case "-" -> "taken";
                default -> "same";
            };
        }
    }

    /** Empty if they are the same; null if they are too long. */
    static @Nullable List<Line> of(String earlier, String later) {
        List<String> a = earlier.lines().toList();
        List<String> b = later.lines().toList();
        if (a.size() > MOST || b.size() > MOST) {
            return null;
        }
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new Line(" ", a.get(i)));
                i++;
                j++;
            } else if (j >= b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line("-", a.get(i++)));
            } else {
                lines.add(new Line("+", b.get(j++)));
            }
        }
        return near(lines);
    }

    /** Only what differs, with a few lines around it. */
    private static List<Line> near(List<Line> lines) {
        boolean[] shown = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).sign().equals(" ")) {
                for (int k = Math.max(0, i - AROUND); k <= Math.min(lines.size() - 1, i + AROUND); k++) {
                    shown[k] = true;
                }
            }
        }
        List<Line> near = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (shown[i]) {
                near.add(lines.get(i));
            } else if (i > 0 && shown[i - 1] && i < lines.size() - 1) {
                near.add(new Line("…", ""));
            }
        }
        return near;
    }
}
