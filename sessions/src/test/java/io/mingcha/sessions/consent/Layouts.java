package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import io.mingcha.sessions.device.Screen;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lays a wording out the way that some app might: nested, split, worded on pictures, over a page or alone. */
final class Layouts {
    private static final Pattern PIECE = Pattern.compile("《[^》]*》|[^《]+");
    private static final List<String> PAGE =
            List.of("推荐", "关注", "热榜", "搜索感兴趣的内容", "今日特惠", "附近的门店", "购物车", "我的订单", "会员中心", "直播", "消息", "发现");
    private static final List<String> PAGE_EN =
            List.of("Home", "Products", "Pricing", "Latest news", "About us", "Contact", "Search", "Careers");

    private final Random random;
    private final Draw draw = Draw.android();

    Layouts(long seed) {
        // Neighbouring seeds begin with much the same numbers.
        this.random = new Random(new SplittableRandom(seed).nextLong());
    }

    /**
     * A screen and what is on it.
     *
     * @param targets the references by which each role may be found
     * @param ticked the state of the box, if there is one
     */
    record Drawn(Screen screen, Map<Role, Set<String>> targets, Optional<Boolean> ticked) {}

    Drawn draw(Wording wording) {
        Map<Role, Set<String>> targets = new EnumMap<>(Role.class);
        Optional<Boolean> ticked = Optional.empty();
        List<Node> content = new ArrayList<>();
        boolean titled = random.nextInt(8) > 0 || wording.kind() != Notice.Kind.PRIVACY || !saysItself(wording.body());
        if (!wording.title().isEmpty() && titled) {
            content.add(draw.text(wording.title()));
        }
        if (wording.form() == Notice.Form.LOGIN) {
            content.add(draw.field(wording.agree().matches("[A-Z].*") ? "Phone number" : "请输入手机号"));
            if (random.nextBoolean()) {
                content.add(draw.field(wording.agree().matches("[A-Z].*") ? "Password" : "请输入密码"));
            }
            boolean on = random.nextInt(3) == 0;
            ticked = Optional.of(on);
            Node box = random.nextInt(4) > 0 ? draw.box("", on) : picture(on);
            targets.put(Role.TICK, refs(box));
            List<Node> row = new ArrayList<>(List.of(box));
            row.addAll(body(wording.body()));
            content.add(
                    random.nextBoolean()
                            ? wrapped(row)
                            : draw.group(List.of(box, wrapped(row.subList(1, row.size())))));
        } else {
            content.addAll(random.nextInt(3) == 0 ? List.of(wrapped(body(wording.body()))) : body(wording.body()));
            if (random.nextInt(6) == 0) {
                content.addAll(draw.texts("我们可能会申请以下权限：", "设备信息：用于识别设备与安全风控", "存储权限：用于缓存图片与文件"));
            }
        }
        List<Node> buttons = new ArrayList<>();
        button(wording.refuse(), Role.REFUSE, targets, buttons);
        button(wording.basic(), Role.BASIC, targets, buttons);
        button(wording.agree(), Role.AGREE, targets, buttons);
        if (random.nextBoolean()) {
            java.util.Collections.reverse(buttons);
        }
        Node dialog = arranged(content, buttons);
        return new Drawn(around(dialog, wording), targets, ticked);
    }

    /** Whether a body tells what it is about without its title. */
    private static boolean saysItself(String body) {
        return body.contains("《") || body.contains("Privacy Policy") || body.contains("cookies to");
    }

    private List<Node> body(String text) {
        if (random.nextBoolean()) {
            return List.of(draw.text(text));
        }
        List<Node> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            String piece = matcher.group();
            pieces.add(
                    piece.startsWith("《") && random.nextBoolean()
                            ? draw.node("android.widget.TextView", piece, "", Set.of(Trait.CLICKABLE), List.of())
                            : draw.text(piece));
        }
        return pieces;
    }

    private Node picture(boolean on) {
        return draw.node("android.widget.ImageView", "", on ? "已勾选" : "未勾选", Set.of(Trait.CLICKABLE), List.of());
    }

    private void button(String label, Role role, Map<Role, Set<String>> targets, List<Node> buttons) {
        if (label.isEmpty()) {
            return;
        }
        String shown = role == Role.AGREE && random.nextInt(8) == 0 ? label + "（3s）" : label;
        Node button = switch (random.nextInt(6)) {
            case 0, 1 -> draw.button(shown);
            case 2 -> draw.node("android.widget.TextView", shown, "", Set.of(Trait.CLICKABLE), List.of());
            case 3 -> draw.row(draw.text(shown));
            case 4 -> draw.node("android.widget.ImageView", "", shown, Set.of(Trait.CLICKABLE), List.of());
            default -> draw.text(shown);
        };
        targets.put(role, refs(button));
        buttons.add(button);
    }

    private static Set<String> refs(Node node) {
        return node.all().map(Node::ref).collect(Collectors.toSet());
    }

    private Node arranged(List<Node> content, List<Node> buttons) {
        List<Node> bar = random.nextBoolean() ? List.of(draw.group(buttons)) : buttons;
        List<Node> all = new ArrayList<>();
        if (random.nextBoolean()) {
            all.add(wrapped(content));
        } else {
            all.addAll(content);
        }
        all.addAll(bar);
        return wrapped(all);
    }

    private Node wrapped(List<Node> nodes) {
        Node group = draw.group(nodes);
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            group = draw.group(group);
        }
        return group;
    }

    /** Alone on the screen, over a page in the same window, or in a window of its own. */
    private Screen around(Node dialog, Wording wording) {
        if (wording.form() == Notice.Form.LOGIN) {
            return Draw.screen(dialog);
        }
        List<String> lines = wording.agree().matches("[A-Z].*") ? PAGE_EN : PAGE;
        List<Node> page = new ArrayList<>();
        for (int i = random.nextInt(lines.size()); i > 0; i--) {
            page.add(draw.button(lines.get(random.nextInt(lines.size()))));
        }
        return switch (random.nextInt(3)) {
            case 0 -> Draw.screen(dialog);
            case 1 -> Draw.screen(draw.group(draw.group(page), dialog));
            default -> Draw.screen(draw.group(page), dialog);
        };
    }
}
