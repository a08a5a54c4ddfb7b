package io.mingcha.sessions.adb;

import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.View;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app with a prompt, a field and a page, which remembers what was done to it. */
final class Notes implements PhoneApp {
    static final String PACKAGE = "cn.example.notes";
    static final String CAMERA = "android.permission.CAMERA";

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final String version;
    private volatile boolean agreed;
    private volatile String written = "";

    Notes() {
        this("2.4.1");
    }

    Notes(String version) {
        this.version = version;
    }

    @Override
    public String packageName() {
        return PACKAGE;
    }

    @Override
    public String versionName() {
        return version;
    }

    @Override
    public Set<String> permissions() {
        return Set.of(CAMERA);
    }

    @Override
    public View screen(FakePhone phone) {
        return agreed
                ? View.screen(
                        View.field("note", written),
                        View.box("sync", "同步 & <备份> 😀", true),
                        View.label("hint", "").described("a hint"))
                : View.screen(View.label("notice", "隐私政策"), View.button("agree", "同意"), View.button("leave", "不同意"));
    }

    @Override
    public void onLaunch(FakePhone phone) {
        heard.add("launched");
    }

    @Override
    public void onTap(FakePhone phone, View view) {
        heard.add("tapped " + view.id());
        agreed |= view.id().equals("agree");
    }

    @Override
    public void onText(FakePhone phone, String text) {
        heard.add("typed " + text);
        written += text;
    }

    @Override
    public void onKey(FakePhone phone, int key) {
        heard.add("key " + key);
    }

    @Override
    public void onBackground(FakePhone phone) {
        heard.add("left");
    }

    @Override
    public void onClear(FakePhone phone) {
        agreed = false;
        written = "";
    }
}
