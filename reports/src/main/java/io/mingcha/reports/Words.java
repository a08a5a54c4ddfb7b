package io.mingcha.reports;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Party;
import io.mingcha.flows.Phase;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words that reports use for what the model names. */
final class Words {
    private static final Map<String, Text> NEEDS = Map.ofEntries(
            Map.entry("declaration", Text.of("隐私政策声明 (declaration)", "what the policy declares (declaration)")),
            Map.entry(
                    "app.first_party", Text.of("应用自有域名 (app.first_party)", "the app's own domains (app.first_party)")),
            Map.entry("persona.age", Text.of("测试人物年龄 (persona.age)", "the age of the test person (persona.age)")),
            Map.entry(
                    "background",
                    Text.of("前后台标记 (background)", "markers of when the app was in the background (background)")),
            Map.entry("app.category", Text.of("应用类别 (app.category)", "the app's category (app.category)")),
            Map.entry("app.sector", Text.of("行业 (app.sector)", "the app's sector (app.sector)")),
            Map.entry(
                    "profile",
                    Text.of(
                            "应用类别或行业 (app.category, app.sector)",
                            "the app's category or sector (app.category, app.sector)")),
            Map.entry("baseline", Text.of("前一版本的会话 (--baseline)", "a session of the version before (--baseline)")),
            Map.entry("screen", Text.of("界面观察 (screen)", "what the screen showed (screen)")),
            Map.entry("policy", Text.of("隐私政策内容 (policy)", "what the policy says (policy)")),
            Map.entry("probe", Text.of("主动探测 (probe)", "an active probe (probe)")));

    private Words() {}

    static Text verdict(Finding.Verdict verdict) {
        return switch (verdict) {
            case VIOLATION -> Text.of("违规", "violation");
            case SUSPECTED -> Text.of("疑似", "suspected");
            case CLUE -> Text.of("线索", "clue");
        };
    }

    static Text severity(Finding.Severity severity) {
        return switch (severity) {
            case CRITICAL -> Text.of("严重", "critical");
            case HIGH -> Text.of("高", "high");
            case MEDIUM -> Text.of("中", "medium");
            case LOW -> Text.of("低", "low");
            case INFO -> Text.of("提示", "info");
        };
    }

    static Text phase(Phase phase) {
        return switch (phase) {
            case BEFORE_NOTICE -> Text.of("告知前", "before notice");
            case BEFORE_CONSENT -> Text.of("同意前", "before consent");
            case AFTER_CONSENT -> Text.of("同意后", "after consent");
            case AFTER_REFUSAL -> Text.of("拒绝后", "after refusal");
            case AFTER_WITHDRAWAL -> Text.of("撤回后", "after withdrawal");
            case AFTER_OPT_OUT -> Text.of("退出个性化后", "after opt-out");
            case UNKNOWN -> Text.of("阶段未知", "phase unknown");
        };
    }

    static Text party(Party party) {
        return switch (party) {
            case FIRST -> Text.of("第一方", "first party");
            case THIRD -> Text.of("第三方", "third party");
            case UNKNOWN -> Text.of("未知", "unknown party");
        };
    }

    static Text method(Exposure e) {
        return switch (e.method()) {
            case KNOWN_VALUE -> Text.of("已知值", "known value");
            case KNOWN_VALUE_HASH -> Text.of("已知值的摘要 " + e.transform(), e.transform() + " of a known value");
            case CHECKSUM -> Text.of("校验位", "check digits");
            case NAMED_FIELD -> Text.of("字段名与取值", "field name and value");
            case BULK_SHAPE -> Text.of("批量数据", "bulk shape");
            case ADAPTER -> Text.of("接口适配", "endpoint adapter");
            case SAME_VALUE -> sameValue(e);
        };
    }

    private static Text sameValue(Exposure e) {
        String where = e.sameAs().map(p -> "#" + p.flow() + " " + p.path()).orElse("");
        return e.transform().equals("plain")
                ? Text.of("与 " + where + " 的值相同", "same value as " + where)
                : Text.of(where + " 的值的摘要 " + e.transform(), e.transform() + " of the value of " + where);
    }

    /** How the traffic of a session came to the capture, by the label that its file has for it. */
    static Text way(String label) {
        Text way = wayIn(label);
        return Text.of("接入方式：" + way.zh(), "Captured through " + way.en());
    }

    /** Which ways a capture by hand had open; by which of them an exchange came {@code show} tells. */
    static Optional<Text> ways(List<String> labels) {
        List<Text> ways = labels.stream().map(Words::wayIn).toList();
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(Text.of(
                        "开放的接入方式：" + ways.stream().map(Text::zh).collect(Collectors.joining("、")),
                        "Ways in that were open: " + ways.stream().map(Text::en).collect(Collectors.joining(", "))));
    }

    private static Text wayIn(String label) {
        return switch (label) {
            case "proxy" -> Text.of("设备上设置的 HTTP 代理", "an HTTP proxy that the device was told of");
            case "reverse" -> Text.of("设备上的端口，经 adb 通到代理", "a port of the device that adb led to the proxy");
            case "network" -> Text.of("网络上的 HTTP 代理", "an HTTP proxy over the network");
            case "socks" -> Text.of("SOCKS5 代理", "a SOCKS5 proxy");
            case "tunnel" -> Text.of("网关的隧道", "the gateway's tunnel");
            case "redirected" -> Text.of("防火墙重定向", "a firewall's redirection");
            default -> Text.same(label);
        };
    }

    static Text client(Coverage.OfClient client) {
        return client.client().isEmpty() ? Text.of("未知设备", "unknown device") : Text.same(client.client());
    }

    static Text connectionsRead(Coverage.Share share) {
        return Text.of(
                "读取了 " + share.connectionsRead() + "/" + share.connections() + " 个连接",
                share.connectionsRead() + " of " + share.connections() + " connections read");
    }

    static Text need(String need) {
        int dot = need.indexOf('.');
        Text section = dot < 0 ? null : NEEDS.get(need.substring(0, dot));
        if (!NEEDS.containsKey(need) && MarkerNames.isKind(need)) {
            return MarkerNames.missing(need);
        }
        return NEEDS.getOrDefault(need, section == null ? Text.same(need) : section);
    }

    /** All of them; what is to be noted in one section together, each by its key. */
    static Text needs(List<String> needs) {
        Map<String, List<String>> noted = new LinkedHashMap<>();
        List<Text> texts = new ArrayList<>();
        for (String need : needs) {
            int dot = need.indexOf('.');
            if (dot > 0 && !NEEDS.containsKey(need) && NEEDS.containsKey(need.substring(0, dot))) {
                noted.computeIfAbsent(need.substring(0, dot), s -> new ArrayList<>())
                        .add(need);
            } else {
                texts.add(need(need));
            }
        }
        noted.forEach((section, keys) -> {
            Text name = need(section);
            String all = String.join(", ", keys);
            texts.add(Text.of(
                    name.zh().replace("(" + section + ")", "(" + all + ")"),
                    name.en().replace("(" + section + ")", "(" + all + ")")));
        });
        return Text.of(
                String.join("、", texts.stream().map(Text::zh).toList()),
                String.join(", ", texts.stream().map(Text::en).toList()));
    }

    /** That a finding rests on markers whose windows leave room, or on what nobody marked. */
    static Text uncertain(Finding f) {
        Text only = Text.of(
                "只在不利解读下成立：处于标记的不确定范围内，或取决于未标记的事（场景、后台功能、会话之前的同意）：请标记，或从全新安装录起",
                "only if read against the app: within the uncertainty of a marker, or by what nobody marked (a scene, a function in"
                        + " the background, a consent before the session): mark it, or record from a fresh install");
        return f.uncertain() == f.count()
                ? Text.of("全部" + only.zh(), "All of it holds " + only.en())
                : Text.of("其中 " + f.uncertain() + " 处" + only.zh(), f.uncertain() + " of them hold " + only.en());
    }

    static Text verification(String verification) {
        return switch (verification) {
            case "verified" -> Text.of("已核对", "text checked");
            case "partly_verified" -> Text.of("部分核对", "partly checked");
            default -> Text.of("未核对原文", "not checked against the official text");
        };
    }
}
