package io.mingcha.proxy.policy;

import io.mingcha.proxy.config.HostPattern;
import io.mingcha.proxy.policy.InterceptRule.Action;
import io.mingcha.proxy.policy.InterceptRule.Who;
import io.mingcha.settings.Place;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules in their order: the first that holds decides. */
public record InterceptRules(List<InterceptRule> list) {
    public static final InterceptRules NONE = new InterceptRules(List.of());

    private static final List<String> ACTIONS =
            Arrays.stream(Action.values()).map(Action::label).toList();
    private static final Pattern JA4 =
            Pattern.compile("[tqd][0-9sd][0-9][di][0-9]{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}");

    public InterceptRules {
        list = List.copyOf(list);
    }

    /** These before others. */
    public InterceptRules before(InterceptRules others) {
        List<InterceptRule> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new InterceptRules(all);
    }

    Optional<InterceptRule> of(Target target) {
        return list.stream().filter(r -> r.holdsFor(target)).findFirst();
    }

    /** Reads {@code config/intercept.yaml}. */
    public static InterceptRules read(Setting document) {
        if (!document.isPresent()) {
            return NONE;
        }
        return readList(document.allow("rules").get("rules"));
    }

    /** Reads a list of them, such as a plan has. */
    public static InterceptRules readList(Setting list) {
        List<InterceptRule> rules = new ArrayList<>();
        for (Setting item : list.list()) {
            rule(item).ifPresent(rules::add);
        }
        return new InterceptRules(rules);
    }

    private static Optional<InterceptRule> rule(Setting item) {
        item.allow("never", "always", "block", "ports", "clients", "ja4", "reason");
        List<String> said =
                ACTIONS.stream().filter(a -> item.get(a).isPresent()).toList();
        if (said.size() != 1) {
            item.problem("每条规则应恰有 never、always、block 之一", "a rule has exactly one of never, always and block");
            return Optional.empty();
        }
        Action action = Action.values()[ACTIONS.indexOf(said.get(0))];
        List<HostPattern> hosts = new ArrayList<>();
        Setting patterns = item.get(said.get(0));
        patterns.list().forEach(h -> h.parsed(HostPattern::new).ifPresent(hosts::add));
        if (patterns.list().isEmpty()) {
            patterns.problem("应写出主机名", "expected the names of hosts");
        }
        Set<Integer> ports = new HashSet<>();
        item.get("ports").list().forEach(p -> p.integer(1, 65_535).ifPresent(port -> ports.add((int) port)));
        List<Who> clients = new ArrayList<>();
        item.get("clients").list().forEach(c -> c.parsed(Who::parse).ifPresent(clients::add));
        Set<String> ja4 = new HashSet<>();
        item.get("ja4")
                .list()
                .forEach(f -> f.parsed(InterceptRules::fingerprint).ifPresent(ja4::add));
        Place place = item.place();
        return Optional.of(new InterceptRule(
                action,
                hosts,
                ports,
                clients,
                ja4,
                item.get("reason").bilingual(),
                place.source() + ":" + place.line()));
    }

    private static String fingerprint(String text) {
        if (!JA4.matcher(text).matches()) {
            throw new IllegalArgumentException("not a JA4 such as t13d1516h2_8daaf6152771_02713d6af862: " + text);
        }
        return text;
    }
}
