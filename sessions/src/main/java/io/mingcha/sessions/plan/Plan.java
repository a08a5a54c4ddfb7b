package io.mingcha.sessions.plan;

import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.device.Ability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plan in one of its variants: all that a run needs to know.
 *
 * @param name of the plan
 * @param variant which of its variants this is; empty if the plan is taken as it is written
 * @param spec app, persona, declaration: what a session file says
 * @param source the file to install the app from
 * @param start the address that a browser opens to launch a site; without it the package is taken for its host
 * @param demands what the device must be besides what the steps need
 * @param limit how long a run may take at the most
 * @param plants whether what the persona has on its phone is put there; absent if the plan does not say
 * @param steps in order; {@link Step.Block} refers to {@code blocks}
 */
public record Plan(
        String name,
        Optional<String> variant,
        SessionSpec spec,
        Optional<Path> source,
        Optional<String> start,
        List<DeviceNeed> demands,
        CaptureWish capture,
        Thresholds thresholds,
        Duration limit,
        Optional<Boolean> plants,
        List<PlannedStep> steps,
        Map<String, List<PlannedStep>> blocks) {

    public Plan {
        demands = List.copyOf(demands);
        steps = List.copyOf(steps);
        blocks = Map.copyOf(blocks);
    }

    public Plan withSpec(SessionSpec replaced) {
        return new Plan(
                name, variant, replaced, source, start, demands, capture, thresholds, limit, plants, steps, blocks);
    }

    public Plan withCapture(CaptureWish replaced) {
        return new Plan(
                name, variant, spec, source, start, demands, replaced, thresholds, limit, plants, steps, blocks);
    }

    /** Puts what the persona has on its phone there unless the plan says otherwise. */
    public Plan planting() {
        return new Plan(
                name,
                variant,
                spec,
                source,
                start,
                demands,
                capture,
                thresholds,
                limit,
                Optional.of(plants.orElse(true)),
                steps,
                blocks);
    }

    /** {@code name} or {@code name/variant}. */
    public String title() {
        return name + variant.map(v -> "/" + v).orElse("");
    }

    /** Every step that may be done, each once, also those in blocks. */
    public Stream<PlannedStep> all() {
        return all(steps, new HashSet<>());
    }

    private Stream<PlannedStep> all(List<PlannedStep> some, Set<String> open) {
        return some.stream()
                .flatMap(PlannedStep::all)
                .flatMap(s -> s.step() instanceof Step.Block block && open.add(block.name())
                        ? Stream.concat(Stream.of(s), all(blocks.getOrDefault(block.name(), List.of()), open))
                        : Stream.of(s));
    }

    /** What a device must be able to do. */
    public Set<Ability> needs() {
        Set<Ability> needs = EnumSet.noneOf(Ability.class);
        demands.forEach(demand -> {
            if (demand instanceof DeviceNeed.Able able) {
                needs.add(able.ability());
            }
        });
        all().forEach(s -> needs.addAll(s.step().needs()));
        return needs;
    }
}
