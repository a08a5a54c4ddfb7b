package io.mingcha.testkit.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is in front, and whether it can be seen. */
final class Display {
    static final String LAUNCHER = "com.android.launcher3";
    private static final int HOME = 3;

    private final FakePhone phone;
    private final List<String> keptInBackground = new ArrayList<>();
    private volatile Optional<PhoneApp> front = Optional.empty();
    private volatile Lock lock = Lock.NONE;

    Display(FakePhone phone) {
        this.phone = phone;
    }

    synchronized void lock(Lock how) {
        lock = how;
    }

    Lock lock() {
        return lock;
    }

    synchronized void dismiss() {
        if (lock == Lock.SWIPE) {
            lock = Lock.NONE;
        }
    }

    /** Told at once, whatever an app is busy with. */
    String app() {
        return front.map(PhoneApp::packageName).orElse(LAUNCHER);
    }

    synchronized void show(PhoneApp app) {
        if (front.isPresent() && front.get() != app) {
            leave();
        }
        front = Optional.of(app);
        app.onLaunch(phone);
    }

    /** Whatever is in front goes to the background. */
    synchronized void home() {
        leave();
    }

    private void leave() {
        Optional<PhoneApp> was = front;
        front = Optional.empty();
        was.ifPresent(app -> {
            keptInBackground.add(app.packageName());
            app.onBackground(phone);
        });
    }

    /** It is no more, without having been told. */
    synchronized void end(String app) {
        if (app().equals(app)) {
            front = Optional.empty();
        }
        keptInBackground.remove(app);
    }

    synchronized void restart() {
        front = Optional.empty();
        keptInBackground.clear();
    }

    synchronized void tap(int x, int y) {
        if (lock == Lock.NONE) {
            front.ifPresent(app -> app.screen(phone).hit(x, y).ifPresent(view -> app.onTap(phone, view)));
        }
    }

    synchronized void open(PhoneApp app, String url) {
        show(app);
        app.onOpen(phone, url);
    }

    synchronized void text(String text) {
        front.ifPresent(app -> app.onText(phone, text));
    }

    synchronized void key(int key) {
        if (key == HOME) {
            home();
        } else {
            front.ifPresent(app -> app.onKey(phone, key));
        }
    }

    synchronized View view() {
        if (lock != Lock.NONE) {
            return View.screen(View.label("clock", "10:42"));
        }
        return front.map(app -> app.screen(phone)).orElseGet(() -> View.screen(View.label("", "Apps")));
    }

    /** As uiautomator writes it. */
    synchronized String xml() {
        String owner = lock == Lock.NONE ? app() : "com.android.systemui";
        StringBuilder xml =
                new StringBuilder("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">");
        write(view(), owner, 0, xml);
        return xml.append("</hierarchy>").toString();
    }

    private static void write(View view, String owner, int index, StringBuilder xml) {
        xml.append("<node index=\"").append(index).append('"');
        attribute(xml, "text", view.text());
        attribute(xml, "resource-id", view.id().isEmpty() ? "" : owner + ":id/" + view.id());
        attribute(xml, "class", view.kind());
        attribute(xml, "package", owner);
        attribute(xml, "content-desc", view.description());
        for (String mark : List.of(
                "checkable",
                "checked",
                "clickable",
                "enabled",
                "focusable",
                "focused",
                "scrollable",
                "long-clickable",
                "password",
                "selected")) {
            attribute(xml, mark, Boolean.toString(view.marks().contains(mark)));
        }
        attribute(
                xml, "bounds", "[" + view.left() + "," + view.top() + "][" + view.right() + "," + view.bottom() + "]");
        xml.append('>');
        int i = 0;
        for (View child : view.children()) {
            write(child, owner, i++, xml);
        }
        xml.append("</node>");
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"");
        for (char c : value.toCharArray()) {
            // Android's own writer makes two references of an emoji
            if (Set.of('<', '>', '&', '"', '\n').contains(c) || Character.isSurrogate(c)) {
                xml.append("&#").append((int) c).append(';');
            } else {
                xml.append(c);
            }
        }
        xml.append('"');
    }
}
