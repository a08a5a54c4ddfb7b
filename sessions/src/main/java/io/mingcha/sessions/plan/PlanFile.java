package io.mingcha.sessions.plan;

import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.settings.Document;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A plan with its variants, as a file holds them. What a session file says is said here under the same keys. A variant is an
 * overlay: it replaces named blocks, keys of the capture, and the persona if it has one of its own.
 */
public final class PlanFile {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(30);
    private static final String[] OWN = {
        "name", "source", "start", "device", "capture", "verdict", "limit", "plant", "steps", "blocks", "variants"
    };

    private final Plan plain;
    private final Map<String, Plan> variants;

    private PlanFile(Plan plain, Map<String, Plan> variants) {
        this.plain = plain;
        this.variants = variants;
    }

    /**
     * Reads a plan.
     *
     * @param folder that relative paths in it start from
     * @param said turns what the plan says of app and persona into what is to be used
     * @throws io.mingcha.settings.InvalidDocument with everything that is wrong
     */
    public static PlanFile parse(
            String source, String text, Path folder, PlanWords words, UnaryOperator<SessionSpec> said) {
        Problems problems = new Problems();
        Setting root = Document.parse(source, text, problems);
        PlanFile file = new Reading(root, folder, words, said).file();
        problems.throwIfAny();
        return file;
    }

    /** The names of its variants, in the order written. */
    public List<String> variants() {
        return List.copyOf(variants.keySet());
    }

    /** The plan without any variant. */
    public Plan plan() {
        return plain;
    }

    public Optional<Plan> variant(String name) {
        return Optional.ofNullable(variants.get(name));
    }

    private record Reading(Setting root, Path folder, PlanWords words, UnaryOperator<SessionSpec> said) {

        PlanFile file() {
            SessionSpec spec = said.apply(SessionFile.read(root, words.session(), OWN));
            StepReader reader = new StepReader(words);
            Map<String, List<PlannedStep>> blocks = blocks(root.get("blocks"), reader);
            List<PlannedStep> steps = reader.steps(root.require("steps"));
            Plan plain = new Plan(
                    root.get("name").text(root.place().source().replaceAll("\\.ya?ml$", "")),
                    Optional.empty(),
                    spec,
                    root.get("source").text().map(folder::resolve),
                    root.get("start").text(),
                    demands(),
                    capture(root.get("capture"), CaptureWish.NONE),
                    thresholds(root.get("verdict"), Thresholds.USUAL),
                    root.get("limit").parsed(Span::parse).orElse(USUAL_LIMIT),
                    root.get("plant").isPresent()
                            ? Optional.of(root.get("plant").bool(false))
                            : Optional.empty(),
                    steps,
                    blocks);
            check(plain);
            Map<String, Plan> variants = new LinkedHashMap<>();
            root.get("variants").entries().forEach((name, overlay) -> {
                Plan variant = variant(plain, name, overlay, reader);
                check(variant);
                variants.put(name, variant);
            });
            return new PlanFile(plain, variants);
        }

        private List<DeviceNeed> demands() {
            Setting device = root.get("device");
            List<DeviceNeed> demands = new ArrayList<>();
            if (!device.isPresent()) {
                return demands;
            }
            device.allow("kind", "android", "ios", "browser", "root", "needs");
            List<String> kinds =
                    Arrays.stream(DeviceKind.values()).map(DeviceKind::label).toList();
            device.get("kind")
                    .oneOf(kinds)
                    .ifPresent(k -> demands.add(
                            new DeviceNeed.OfKind(kind(k), device.get("kind").place())));
            List<String> versions =
                    kinds.stream().filter(k -> device.get(k).isPresent()).toList();
            for (String kind : versions) {
                release(kind, device.get(kind)).ifPresent(demands::add);
            }
            long said = Stream.concat(versions.stream(), device.get("kind").text().stream())
                    .distinct()
                    .count();
            if (said > 1) {
                device.problem(
                        "一台设备只能是一种：" + String.join("、", kinds), "a device is one of " + String.join(", ", kinds));
            }
            if (device.get("root").isPresent()) {
                demands.add(new DeviceNeed.Rooted(
                        device.get("root").bool(true), device.get("root").place()));
            }
            List<String> abilities = Arrays.stream(Ability.values())
                    .map(a -> a.name().toLowerCase(Locale.ROOT))
                    .toList();
            for (Setting need : device.get("needs").list()) {
                need.oneOf(abilities)
                        .ifPresent(a -> demands.add(
                                new DeviceNeed.Able(Ability.valueOf(a.toUpperCase(Locale.ROOT)), need.place())));
            }
            return demands;
        }

        private static DeviceKind kind(String label) {
            return DeviceKind.valueOf(label.toUpperCase(Locale.ROOT));
        }

        private static Optional<DeviceNeed> release(String kind, Setting setting) {
            Optional<Releases> releases = setting.text().flatMap(Releases::parse);
            if (releases.isEmpty() && setting.isScalar()) {
                setting.problem(
                        setting.text("") + " 不是版本，写法如 13、\">= 10\"、\">= 10, < 14\"",
                        setting.text("") + " is no version; write it like 13, \">= 10\" or \">= 10, < 14\"");
            }
            return releases.map(r -> new DeviceNeed.OfRelease(kind(kind), r, setting.place()));
        }

        /** @param usual what holds for keys that are not written here */
        private CaptureWish capture(Setting said, CaptureWish usual) {
            if (!said.isPresent()) {
                return usual;
            }
            words.capture().accept(said, folder);
            Optional<WayIn> way = said.get("way").oneOf(WayIn.labels()).map(WayIn::of);
            return new CaptureWish(
                    way.orElse(usual.way()),
                    way.map(w -> said.get("way").place().toString()).or(usual::where),
                    Optional.of(usual.said().map(s -> s.with(said)).orElse(said)),
                    folder);
        }

        private Plan variant(Plan plain, String name, Setting overlay, StepReader reader) {
            overlay.allow("blocks", "persona", "capture", "verdict", "note");
            Map<String, List<PlannedStep>> replaced = blocks(overlay.get("blocks"), reader);
            for (String block : replaced.keySet()) {
                if (!plain.blocks().containsKey(block)) {
                    unknownBlock(block, plain.blocks().keySet(), overlay.get("blocks"));
                }
            }
            Map<String, List<PlannedStep>> blocks = new HashMap<>(plain.blocks());
            blocks.putAll(replaced);
            SessionSpec spec = overlay.get("persona").isPresent()
                    ? plain.spec().withPersona(SessionFile.readPersona(overlay.get("persona"), words.session()))
                    : plain.spec();
            return new Plan(
                    plain.name(),
                    Optional.of(name),
                    spec,
                    plain.source(),
                    plain.start(),
                    plain.demands(),
                    capture(overlay.get("capture"), plain.capture()),
                    thresholds(overlay.get("verdict"), plain.thresholds()),
                    plain.limit(),
                    plain.plants(),
                    plain.steps(),
                    blocks);
        }

        private static Map<String, List<PlannedStep>> blocks(Setting setting, StepReader reader) {
            Map<String, List<PlannedStep>> blocks = new LinkedHashMap<>();
            if (setting.isPresent()) {
                setting.entries().forEach((name, steps) -> blocks.put(name, reader.steps(steps)));
            }
            return blocks;
        }

        private static Thresholds thresholds(Setting setting, Thresholds usual) {
            if (!setting.isPresent()) {
                return usual;
            }
            setting.allow("exchanges", "share_read", "foreground", "share_passed", "markers", "scenes");
            return new Thresholds(
                    (int) setting.get("exchanges").integer(0, 1_000_000).orElse(usual.exchanges()),
                    share(setting.get("share_read"), usual.share()),
                    share(setting.get("foreground"), usual.foreground()),
                    share(setting.get("share_passed"), usual.passed()),
                    setting.get("markers").isPresent()
                            ? new LinkedHashSet<>(setting.get("markers").texts())
                            : usual.markers(),
                    setting.get("scenes").isPresent()
                            ? new LinkedHashSet<>(setting.get("scenes").texts())
                            : usual.scenes());
        }

        private static double share(Setting setting, double usual) {
            double share = setting.decimal().orElse(usual);
            if (share < 0 || share > 1) {
                setting.problem(share + " 不在 0 到 1 之间", share + " is not between 0 and 1");
            }
            return share;
        }

        /** What only the whole plan shows: blocks that are not there or contain themselves, references to nothing. */
        private void check(Plan plan) {
            plan.all().forEach(s -> {
                if (s.step() instanceof Step.Block block && !plan.blocks().containsKey(block.name())) {
                    unknownBlock(block.name(), plan.blocks().keySet(), s);
                }
                s.step().phrases().flatMap(p -> p.references().stream()).forEach(r -> checkReference(r, s, plan));
            });
            for (String name : plan.blocks().keySet()) {
                if (reaches(name, plan, new HashSet<>(), name)) {
                    root.problems()
                            .add(
                                    root.get("blocks").keyPlace(name),
                                    "块 " + name + " 包含它自己，永远不会结束",
                                    "block " + name + " contains itself and would never end");
                }
            }
        }

        private static boolean reaches(String from, Plan plan, Set<String> seen, String wanted) {
            return plan.blocks().getOrDefault(from, List.of()).stream()
                    .flatMap(PlannedStep::all)
                    .map(PlannedStep::step)
                    .filter(Step.Block.class::isInstance)
                    .map(s -> ((Step.Block) s).name())
                    .anyMatch(name -> name.equals(wanted) || seen.add(name) && reaches(name, plan, seen, wanted));
        }

        private void checkReference(String reference, PlannedStep at, Plan plan) {
            boolean known = reference.startsWith("answer.")
                    ? plan.all()
                            .anyMatch(s -> s.step() instanceof Step.Ask ask
                                    && ask.as().map(a -> "answer." + a).equals(Optional.of(reference)))
                    : References.of(plan.spec(), Map.of(), reference).isPresent();
            if (!known) {
                add(
                        at,
                        "{" + reference + "} 没有值：会话中没有它，也没有 ask 步骤给出它",
                        "{" + reference
                                + "} stands for nothing: the session has no such value and no ask step gives it");
            }
        }

        private void unknownBlock(String name, Set<String> blocks, PlannedStep at) {
            add(at, unknownBlockZh(name, blocks), unknownBlockEn(name, blocks));
        }

        private static void unknownBlock(String name, Set<String> blocks, Setting at) {
            at.problems().add(at.keyPlace(name), unknownBlockZh(name, blocks), unknownBlockEn(name, blocks));
        }

        private static String unknownBlockZh(String name, Set<String> blocks) {
            return "没有名为 " + name + " 的块。"
                    + Nearest.to(name, blocks).map(n -> "是否想写 " + n + "？").orElse("");
        }

        private static String unknownBlockEn(String name, Set<String> blocks) {
            return "there is no block " + name + ". "
                    + Nearest.to(name, blocks)
                            .map(n -> "Did you mean " + n + "?")
                            .orElse("");
        }

        /** One problem a place: every variant walks through the same steps. */
        private void add(PlannedStep at, String zh, String en) {
            boolean said = root.problems().list().stream()
                    .anyMatch(p ->
                            p.place().equals(at.place()) && p.message().en().equals(en));
            if (!said) {
                root.problems().add(at.place(), zh, en);
            }
        }
    }
}
