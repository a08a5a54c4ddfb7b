package io.mingcha.bench.night;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.PhoneApp;
import io.mingcha.testkit.phone.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An app that asks for consent and sends; each of its requests says on which phone and in which launch it was made. */
final class Reader implements PhoneApp {
    static final String PACKAGE = "com.example.reader";

    private final String phone;
    private final int before;
    private final int after;
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger launches = new AtomicInteger();
    private volatile boolean asked = true;

    /**
     * @param before how many requests it sends when it is started
     * @param after how many once its user has agreed
     */
    Reader(String phone, int before, int after) {
        this.phone = phone;
        this.before = before;
        this.after = after;
    }

    String phone() {
        return phone;
    }

    /** Targets whose responses have arrived whole. */
    Queue<String> sent() {
        return sent;
    }

    @Override
    public String packageName() {
        return PACKAGE;
    }

    @Override
    public View screen(FakePhone on) {
        return asked
                ? View.screen(
                        View.label("title", "用户协议和隐私政策"),
                        View.label("text", "请阅读并同意《用户协议》和《隐私政策》，我们会收集设备信息。"),
                        View.button("no", "不同意"),
                        View.button("yes", "同意"))
                : View.screen(View.label("title", "首页"), View.button("me", "我的"));
    }

    @Override
    public void onClear(FakePhone on) {
        asked = true;
    }

    @Override
    public void onLaunch(FakePhone on) {
        launches.incrementAndGet();
        send(on, "start", before);
    }

    @Override
    public void onTap(FakePhone on, View view) {
        if (asked) {
            asked = false;
            send(on, "main", after);
        }
    }

    /** One after another on a connection of their own, which stays. */
    private void send(FakePhone on, String part, int times) {
        try {
            String host = part + ".soak.example";
            Peer peer = on.connect(PACKAGE, URI.create("https://" + host));
            for (int i = 0; i < times; i++) {
                String target = "/on/" + phone + "/" + launches + "/" + part + "/" + i;
                peer.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                peer.read();
                sent.add(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
