package io.mingcha.testkit.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a screen shows at a place.
 *
 * @param id what its app calls it; {@code ok} stands for {@code the.app:id/ok}
 * @param marks attributes that are true, such as {@code clickable}
 */
public record View(
        String kind,
        String id,
        String text,
        String description,
        int left,
        int top,
        int right,
        int bottom,
        Set<String> marks,
        List<View> children) {
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 1920;
    private static final int ROW = 160;
    private static final int EDGE = 40;

    public View {
        marks = Set.copyOf(marks);
        children = List.copyOf(children);
    }

    /** A whole screen: its views one below the other. */
    public static View screen(View... rows) {
        List<View> placed = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            View row = rows[i];
            placed.add(row.right() > 0 ? row : row.at(EDGE, EDGE + i * ROW, WIDTH - EDGE, i * ROW + ROW));
        }
        return new View("android.widget.FrameLayout", "", "", "", 0, 0, WIDTH, HEIGHT, Set.of("enabled"), placed);
    }

    public static View label(String id, String text) {
        return new View("android.widget.TextView", id, text, "", 0, 0, 0, 0, Set.of("enabled"), List.of());
    }

    public static View button(String id, String text) {
        return new View("android.widget.Button", id, text, "", 0, 0, 0, 0, Set.of("enabled", "clickable"), List.of());
    }

    public static View field(String id, String text) {
        return new View(
                "android.widget.EditText",
                id,
                text,
                "",
                0,
                0,
                0,
                0,
                Set.of("enabled", "clickable", "focused"),
                List.of());
    }

    public static View box(String id, String text, boolean checked) {
        View box = new View(
                "android.widget.CheckBox",
                id,
                text,
                "",
                0,
                0,
                0,
                0,
                Set.of("enabled", "clickable", "checkable"),
                List.of());
        return checked ? box.marked("checked") : box;
    }

    public View marked(String mark) {
        Set<String> more = new TreeSet<>(marks);
        more.add(mark);
        return new View(kind, id, text, description, left, top, right, bottom, more, children);
    }

    public View described(String as) {
        return new View(kind, id, text, as, left, top, right, bottom, marks, children);
    }

    public View at(int newLeft, int newTop, int newRight, int newBottom) {
        return new View(kind, id, text, description, newLeft, newTop, newRight, newBottom, marks, children);
    }

    /** The innermost clickable one at a point. */
    Optional<View> hit(int x, int y) {
        for (int i = children.size() - 1; i >= 0; i--) {
            Optional<View> inner = children.get(i).hit(x, y);
            if (inner.isPresent()) {
                return inner;
            }
        }
        boolean inside = x >= left && x < right && y >= top && y < bottom;
        return inside && marks.contains("clickable") ? Optional.of(this) : Optional.empty();
    }
}
