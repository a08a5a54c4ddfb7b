package io.mingcha.sessions.plan;

import io.mingcha.flows.MarkerKinds;
import io.mingcha.sessions.plan.PlannedStep.Otherwise;
import io.mingcha.sessions.plan.Step.Plain;
import io.mingcha.sessions.plan.Step.Swipe;
import io.mingcha.settings.Malformed;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads steps. A step is a verb alone, or a map of one verb with what it needs and a few words about the step itself. */
final class StepReader {
    private static final List<String> ABOUT = List.of("timeout", "otherwise", "then", "else", "note");
    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final Duration FOR_A_PERSON = Duration.ofMinutes(5);
    private static final int MOST_TIMES = 1_000;

    private final PlanWords words;
    private final Map<String, Function<Setting, Optional<? extends Step>>> verbs = new LinkedHashMap<>();

    StepReader(PlanWords words) {
        this.words = words;
        verbs.put("wait_for", s -> target(s).map(Step.WaitFor::new));
        verbs.put("tap", s -> target(s).map(Step.Tap::new));
        verbs.put("type", this::type);
        verbs.put("swipe", StepReader::swipe);
        verbs.put("permission", StepReader::permission);
        verbs.put("locate", StepReader::locate);
        verbs.put("ask", StepReader::ask);
        verbs.put("screenshot", s -> s.text().map(Step.Screenshot::new));
        verbs.put("marker", StepReader::marker);
        verbs.put("scene", s -> s.text().map(t -> new Step.Scene(Optional.of(t).filter(n -> !n.equals("none")))));
        verbs.put("idle", s -> s.parsed(Span::parse).map(Step.Idle::new));
        verbs.put("open_url", s -> s.text().map(t -> new Step.OpenUrl(new Phrase(t))));
        verbs.put("repeat", this::repeat);
        verbs.put("if_present", s -> Optional.empty());
        verbs.put("run", s -> s.text().map(t -> new Step.Run(new Phrase(t))));
        verbs.put("block", s -> s.text().map(Step.Block::new));
    }

    /** Every verb there is. */
    List<String> verbs() {
        return Stream.concat(Arrays.stream(Plain.values()).map(Plain::shown), verbs.keySet().stream())
                .toList();
    }

    List<PlannedStep> steps(Setting list) {
        List<PlannedStep> steps = new ArrayList<>();
        for (Setting item : list.list()) {
            step(item).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<PlannedStep> step(Setting item) {
        if (!item.isMap()) {
            return item.text().flatMap(verb -> plain(verb, item)).map(s -> planned(s, item));
        }
        List<String> given =
                item.entries().keySet().stream().filter(k -> !ABOUT.contains(k)).toList();
        if (given.size() != 1) {
            item.problem(
                    "一个步骤恰好有一个动作，此处有 " + given.size() + " 个：" + String.join("、", given),
                    "a step has exactly one verb, here are " + given.size() + ": " + String.join(", ", given));
            return Optional.empty();
        }
        String verb = given.get(0);
        if (!verbs.containsKey(verb)) {
            if (Arrays.stream(Plain.values()).anyMatch(p -> p.shown().equals(verb))) {
                if (item.get(verb).isPresent()) {
                    item.get(verb).problem(verb + " 不带参数", verb + " takes nothing with it");
                }
                return plain(verb, item).map(s -> planned(s, item));
            }
            unknown(verb, item);
            return Optional.empty();
        }
        if (!verb.equals("if_present")) {
            for (String branch : List.of("then", "else")) {
                if (item.get(branch).isPresent()) {
                    item.get(branch).problem(branch + " 只用于 if_present", branch + " belongs to if_present only");
                }
            }
        }
        Setting what = item.require(verb);
        Optional<? extends Step> step = verb.equals("if_present")
                ? target(what).map(t -> new Step.IfPresent(t, steps(item.get("then")), steps(item.get("else"))))
                : verbs.get(verb).apply(what);
        return step.map(s -> planned(s, item));
    }

    private Optional<Step> plain(String verb, Setting at) {
        Optional<Step> plain = Arrays.stream(Plain.values())
                .filter(p -> p.shown().equals(verb))
                .map(p -> (Step) p)
                .findFirst();
        if (plain.isEmpty()) {
            if (verbs.containsKey(verb)) {
                at.problem(verb + " 需要参数，例如 " + verb + ": …", verb + " needs something with it: " + verb + ": …");
            } else {
                unknown(verb, at);
            }
        }
        return plain;
    }

    private void unknown(String verb, Setting at) {
        Optional<String> nearest = Nearest.to(verb, verbs());
        at.problem(
                verb + " 不是动作。" + nearest.map(n -> "是否想写 " + n + "？").orElse("可用：" + String.join("、", verbs())),
                verb + " is not a verb. "
                        + nearest.map(n -> "Did you mean " + n + "?").orElse("Known: " + String.join(", ", verbs())));
    }

    private static PlannedStep planned(Step step, Setting item) {
        boolean mapped = item.isMap();
        Duration usual = step instanceof Step.Ask ? FOR_A_PERSON : USUAL;
        Duration timeout = mapped ? item.get("timeout").parsed(Span::parse).orElse(usual) : usual;
        Otherwise otherwise = mapped
                ? item.get("otherwise")
                        .oneOf(List.of("fail", "skip", "ask", "end"))
                        .map(o -> Otherwise.valueOf(o.toUpperCase(Locale.ROOT)))
                        .orElse(Otherwise.FAIL)
                : Otherwise.FAIL;
        return new PlannedStep(step, timeout, otherwise, item.place());
    }

    private Optional<Target> target(Setting setting) {
        if (setting.isScalar()) {
            return setting.text().map(text -> new Target.ByText(text));
        }
        setting.allow("text", "id", "recognised");
        if (setting.entries().size() != 1) {
            setting.problem("目标写成 text、id、recognised 之一", "a target is written as one of text, id, recognised");
            return Optional.empty();
        }
        if (setting.get("text").isPresent()) {
            List<String> texts = setting.get("text").texts();
            return texts.isEmpty() ? Optional.empty() : Optional.of(new Target.ByText(texts));
        }
        return setting.get("id").isPresent()
                ? setting.get("id").text().map(Target.ById::new)
                : setting.get("recognised").oneOf(words.roles()).map(Target.Recognised::new);
    }

    private Optional<Step> type(Setting setting) {
        if (setting.isScalar()) {
            return setting.text().map(t -> new Step.Type(new Phrase(t), Optional.empty()));
        }
        setting.allow("text", "into");
        Optional<Target> into = setting.get("into").isPresent() ? target(setting.get("into")) : Optional.empty();
        return setting.require("text").text().map(t -> new Step.Type(new Phrase(t), into));
    }

    private static Optional<Step> swipe(Setting setting) {
        return setting.oneOf(List.of("up", "down", "left", "right"))
                .map(w -> new Swipe(Swipe.Way.valueOf(w.toUpperCase(Locale.ROOT))));
    }

    private static Optional<Step> permission(Setting setting) {
        if (setting.isScalar()) {
            return setting.oneOf(List.of("grant", "deny"))
                    .map(w -> new Step.Permission(Optional.empty(), w.equals("grant")));
        }
        setting.allow("grant", "deny");
        if (setting.entries().size() != 1) {
            setting.problem("写成 grant 或 deny 之一", "write one of grant, deny");
            return Optional.empty();
        }
        boolean grant = setting.get("grant").isPresent();
        return setting.get(grant ? "grant" : "deny").text().map(n -> new Step.Permission(Optional.of(n), grant));
    }

    private static Optional<Step> locate(Setting setting) {
        return setting.parsed(text -> {
            String[] parts = text.split(",", -1);
            try {
                double latitude = Double.parseDouble(parts[0].strip());
                double longitude = Double.parseDouble(parts.length == 2 ? parts[1].strip() : "");
                if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                    return new Step.Locate(latitude, longitude);
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new Malformed(
                    text + " 不是位置，写作 31.2304,121.4737", text + " is not a position; write it like 31.2304,121.4737");
        });
    }

    private static Optional<Step> ask(Setting setting) {
        if (setting.isScalar()
                || !setting.get("question").isPresent() && !setting.get("as").isPresent()) {
            return Optional.of(new Step.Ask(setting.bilingual(), Optional.empty()));
        }
        setting.allow("question", "as");
        return Optional.of(new Step.Ask(
                setting.require("question").bilingual(), setting.get("as").text()));
    }

    private static Optional<Step> marker(Setting setting) {
        Optional<String> label = setting.text();
        if (label.isPresent() && !MarkerKinds.all().contains(MarkerKinds.kindOf(label.get()))) {
            return setting.oneOf(MarkerKinds.all()).map(Step.Mark::new);
        }
        return label.map(Step.Mark::new);
    }

    private Optional<Step> repeat(Setting setting) {
        setting.allow("times", "steps");
        List<PlannedStep> steps = steps(setting.require("steps"));
        return Optional.of(new Step.Repeat(
                (int) setting.require("times").integer(1, MOST_TIMES).orElse(1), steps));
    }
}
