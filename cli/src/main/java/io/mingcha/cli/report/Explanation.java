package io.mingcha.cli.report;

import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.Sought;
import io.mingcha.analyzer.catalogue.DataType;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.known.Forms;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.session.ShowCommand;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what became of everything in one exchange. */
final class Explanation {
    private static final int LONGEST = 200;
    private static final int MOST_UNREAD = 5;

    private final Context context;
    private final boolean reveal;
    private final Inspection inspection;

    Explanation(Context context, boolean reveal, Inspection inspection) {
        this.context = context;
        this.reveal = reveal;
        this.inspection = inspection;
    }

    /** Every node of both messages, with what was kept and dropped there. */
    void tree() {
        host();
        for (Direction direction : Direction.values()) {
            inspection.opened(direction).ifPresent(this::message);
        }
        int dropped = 0;
        for (Direction direction : Direction.values()) {
            dropped += inspection.opened(direction).map(o -> o.dropped().size()).orElse(0);
        }
        context.say("");
        context.say(
                "● 保留 " + inspection.exposures().size() + "，○ 放弃 " + dropped,
                "● " + inspection.exposures().size() + " kept, ○ " + dropped + " dropped");
    }

    private void host() {
        List<Exposure> inHost = inspection.exposures().stream()
                .filter(e -> e.location().equals("host"))
                .toList();
        if (!inHost.isEmpty()) {
            context.say("  request.host");
            inHost.forEach(this::kept);
        }
    }

    private void message(Inspection.Opened opened) {
        context.say("");
        if (!opened.searched()) {
            context.say(
                    opened.direction().label() + "：代码、图片或代理自己的回答，不作检测",
                    opened.direction().label() + ": code, a picture or the proxy's own answer, not searched");
        } else if (opened.direction() == Direction.RESPONSE) {
            context.say("response：只检测已知值和校验位", "response: searched for known values and check digits only");
        }
        for (Node part : opened.decoded().parts()) {
            part.walk(node -> node(node, opened));
        }
        for (Stop stop : opened.decoded().stops()) {
            context.say("  ! " + FlowLine.line(path(stop.at(), opened)) + " ▸ "
                    + stop.reason().in(context.language()));
        }
    }

    private void node(Node node, Inspection.Opened opened) {
        context.say("  " + FlowLine.line(path(node, opened)) + value(node) + reads(node));
        inspection.allAt(node).forEach(this::kept);
        Set<Dropped> told = opened.dropped().stream()
                .filter(d -> d.node() == node)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        told.forEach(this::dropped);
    }

    private String path(Node node, Inspection.Opened opened) {
        return reveal ? node.path() : opened.veil().path(node);
    }

    private String value(Node node) {
        if (node.kind() == Node.Kind.OPAQUE || node.kind() == Node.Kind.MEDIA) {
            return "  (" + node.length() + " B)";
        }
        if (node.text().isEmpty()) {
            return node.children().isEmpty() ? "" : "  {" + node.children().size() + "}";
        }
        if (node.isOpened()) {
            return "  ▾";
        }
        String shown = reveal
                ? node.text()
                : inspection
                        .at(node)
                        .map(Exposure::masked)
                        .orElseGet(() ->
                                inspection.isWithin(node) ? "…(" + node.text().length() + ")" : veil(node));
        return " = " + FlowLine.line(shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown);
    }

    /** Which bytes a layer reads, the last one not counted. */
    private String reads(Node node) {
        return node.reads()
                .map(span -> "  ⟨" + words(span).in(context.language()) + "⟩")
                .orElse("");
    }

    private static Text words(Node.Span span) {
        if (span instanceof Node.Span.Recorded at) {
            String range = at.offset() + "–" + (at.offset() + at.length());
            return Text.of("记录字节 " + range, "recorded bytes " + range);
        }
        if (span instanceof Node.Span.Made at) {
            String range = at.offset() + "–" + (at.offset() + at.length());
            return Text.of(at.layer() + " 输出的字节 " + range, "bytes " + range + " of what " + at.layer() + " gave");
        }
        String layer = span instanceof Node.Span.Whole whole ? whole.layer() : "";
        return Text.of(layer + " 的全部输出", "all that " + layer + " gave");
    }

    private static String veil(Node node) {
        return ShowCommand.veil(node.text());
    }

    private void kept(Exposure e) {
        context.say("      ● " + typeName(e.dataType()) + " " + e.dataType() + "  "
                + FlowLine.line(e.shown(reveal).in(context.language())) + "  ["
                + e.method().label() + " " + e.transform() + "  "
                + String.format(Locale.ROOT, "%.2f", e.confidence()) + "]");
        e.sameAs()
                .ifPresent(at -> say(
                        "与 #" + at.flow() + " 的 " + FlowLine.line(at.path()) + " 是同一个值",
                        "the value of " + FlowLine.line(at.path()) + " of #" + at.flow()));
    }

    private void dropped(Dropped d) {
        context.say("      ○ " + typeName(d.type()) + " " + d.type() + "  ["
                + d.why().name().toLowerCase(Locale.ROOT) + "]  "
                + d.why().text().in(context.language()));
    }

    private String typeName(String type) {
        return context.typeName(type).in(context.language());
    }

    /** Whether a value is there, and what became of it. */
    void of(Sought sought, String shown) {
        context.say("");
        context.say(shown + "  "
                + sought.types().stream().map(t -> typeName(t) + " " + t).collect(Collectors.joining(", ")));
        if (sought.places().isEmpty()) {
            context.say("不在任何视图中", "not present in any view");
            unread(sought);
        }
        sought.places().forEach(this::place);
        sought.types().forEach(this::unobservable);
        forms(sought.forms());
    }

    /**
     * What was read for the answer.
     *
     * @param others so many exchanges of the session, 0 if no other could matter
     */
    void basis(int others) {
        context.say("");
        if (others == 0) {
            context.say("只读取了这一个请求：其他请求不会改变这里的答案", "Only this exchange was read: no other could change the answer");
        } else {
            context.say(
                    "读取了会话的 " + others + " 个请求：其他请求可能表明这里的取值是什么",
                    "Read: " + others + " exchange(s) of the session, since another may say what a value here is");
        }
    }

    private void unobservable(String type) {
        context.configuration()
                .catalogue()
                .types()
                .find(type)
                .flatMap(DataType::unobservable)
                .ifPresent(why -> context.say(
                        "只能作为已知值或由适配器发现：" + why.zh(), "only a known value or an adapter finds it: " + why.en()));
    }

    private void place(Sought.Place place) {
        String path = FlowLine.line(reveal ? place.node().path() : place.path());
        if (!place.kept().isEmpty()) {
            context.say(
                    "存在于 " + path + "（" + place.transform() + "），已报告：",
                    "present at " + path + " (" + place.transform() + ") and reported:");
            place.kept().forEach(this::kept);
            return;
        }
        context.say(
                "存在于 " + path + "（" + place.transform() + "），但",
                "present at " + path + " (" + place.transform() + ") but");
        if (!place.searched()) {
            say("代码、图片和代理自己的回答不作检测", "code, pictures and the proxy's own answers are not searched");
        } else if (!place.whole()) {
            say("是更长内容的一部分", "it is a piece of something longer");
        } else if (place.dropped().isEmpty()) {
            say(
                    place.direction() == Direction.RESPONSE
                            ? "响应只检测已知值和校验位；把它写入会话文件的 known 即可找到"
                            : "没有检测认为它是个人信息：字段名和校验位都没有说明。把它写入会话文件的 known 即可找到",
                    place.direction() == Direction.RESPONSE
                            ? "of a response only known values and check digits count; name it under known in the session file"
                            : "nothing says that it is personal: neither the field's name nor a check digit. Name it under known in the session file and it will be found");
        }
        place.dropped().forEach(this::dropped);
    }

    private void say(String zh, String en) {
        context.say("      ○ " + Text.of(zh, en).in(context.language()));
    }

    private void unread(Sought sought) {
        if (sought.unread().isEmpty()) {
            return;
        }
        context.say(
                sought.unread().size() + " 处字节没有人能读取，它可能在其中：",
                sought.unread().size() + " piece(s) that nobody can read may hold it:");
        sought.unread().stream()
                .limit(MOST_UNREAD)
                .forEach(u -> context.say("      " + FlowLine.line(u.path()) + "  (" + u.length() + " B)"));
    }

    private void forms(Forms forms) {
        context.say("");
        context.say("查找的形式：", "looked for as:");
        context.say(
                "  原样，" + forms.spellings().size() + " 种写法" + listed(forms.spellings()),
                "  plain, in " + forms.spellings().size() + " spelling(s)" + listed(forms.spellings()));
        if (!forms.telling()) {
            context.say(
                    "  值太普通：只在同名字段中、只按原样查找", "  too common a value: only as it is written, and in a field of its name");
        }
        if (!forms.disguises().isEmpty()) {
            context.say(
                    "  变形：" + String.join(", ", forms.disguises()),
                    "  disguised: " + String.join(", ", forms.disguises()));
        }
        if (!forms.digests().isEmpty()) {
            context.say(
                    "  摘要：" + String.join(", ", forms.digests()), "  digests: " + String.join(", ", forms.digests()));
        }
    }

    private String listed(List<String> spellings) {
        return reveal ? ": " + FlowLine.line(String.join(", ", spellings)) : "";
    }
}
