package io.mingcha.sessions.device;

/** A rectangle on the screen in its own pixels; {@code right} and {@code bottom} lie outside. */
public record Bounds(int left, int top, int right, int bottom) {
    public static final Bounds NONE = new Bounds(0, 0, 0, 0);

    public int width() {
        return Math.max(0, right - left);
    }

    public int height() {
        return Math.max(0, bottom - top);
    }

    public boolean isEmpty() {
        return width() == 0 || height() == 0;
    }

    public Point center() {
        return new Point((left + right) / 2, (top + bottom) / 2);
    }

    public boolean contains(Point p) {
        return p.x() >= left && p.x() < right && p.y() >= top && p.y() < bottom;
    }
}
