package io.mingcha.sessions.consent;

import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code config/consent.yaml}: how screens are worded that ask something of a person. */
public final class ConsentTexts {
    private static final int LONGEST_SIMILAR = 24;

    private final Map<Said, Patterns> buttons = new EnumMap<>(Said.class);
    private final Patterns leaves;
    private final Patterns similarToAgree;
    private final Patterns similarToRefuse;
    private final NoticeTexts notice;
    private final SeparateTexts separate;
    private final GuardianTexts guardian;
    private final PageTexts pages;
    private final PermissionTexts permission;
    private final TunnelTexts tunnel;
    private final Patterns launchers;

    private ConsentTexts(Setting root) {
        root.allow(
                "buttons",
                "similar",
                "notice",
                "separate",
                "guardian",
                "withdraw",
                "personalization",
                "tags",
                "deletion",
                "login",
                "update",
                "permission",
                "vpn",
                "launchers");
        Setting labels = root.require("buttons").allow(buttonKeys());
        for (Said said : Said.values()) {
            buttons.put(said, Patterns.read(labels.require(said.key())));
        }
        leaves = Patterns.read(labels.get("leaves"));
        Setting similar = root.require("similar").allow("agree", "refuse");
        similarToAgree = Patterns.read(similar.get("agree"));
        similarToRefuse = Patterns.read(similar.get("refuse"));
        notice = NoticeTexts.read(root.require("notice"));
        separate = SeparateTexts.read(root.require("separate"));
        guardian = GuardianTexts.read(root.require("guardian"));
        pages = PageTexts.read(root);
        permission = PermissionTexts.read(root.require("permission"));
        tunnel = TunnelTexts.read(root.get("vpn"));
        launchers = Patterns.read(root.get("launchers"));
    }

    private static String[] buttonKeys() {
        List<String> keys = Arrays.stream(Said.values()).map(Said::key).collect(Collectors.toList());
        keys.add("leaves");
        return keys.toArray(String[]::new);
    }

    /** Reads a document; what is wrong with it goes to its problems. */
    public static ConsentTexts read(Setting root) {
        return new ConsentTexts(root);
    }

    /** @throws io.mingcha.settings.InvalidDocument with everything that is wrong with the file */
    public static ConsentTexts load(Path file) {
        Problems problems = new Problems();
        ConsentTexts texts = read(Document.read(file, problems));
        problems.throwIfAny();
        return texts;
    }

    /** What a plain label says. A refusal never agrees, however much of the wording it shares. */
    Set<Said> says(String label) {
        EnumSet<Said> says = EnumSet.noneOf(Said.class);
        buttons.forEach((said, patterns) -> {
            if (patterns.fit(label)) {
                says.add(said);
            }
        });
        if (says.contains(Said.REFUSE) || says.contains(Said.BASIC)) {
            says.removeAll(EnumSet.of(Said.AGREE, Said.MAY_AGREE));
        }
        if (says.contains(Said.BASIC)) {
            says.remove(Said.REFUSE);
        }
        return says;
    }

    /** Whether whoever taps this leaves the app. */
    boolean leaves(String label) {
        return leaves.in(label);
    }

    /** Whether a label that is not known to agree looks as if it did. */
    boolean resemblesAgreeing(String label) {
        return label.length() <= LONGEST_SIMILAR
                && !label.contains("《")
                && similarToAgree.in(label)
                && !similarToRefuse.in(label);
    }

    /** Whether this app is what a device shows when no app is open. */
    public boolean isLauncher(String app) {
        return launchers.in(app);
    }

    NoticeTexts notice() {
        return notice;
    }

    SeparateTexts separate() {
        return separate;
    }

    GuardianTexts guardian() {
        return guardian;
    }

    PageTexts pages() {
        return pages;
    }

    TunnelTexts tunnel() {
        return tunnel;
    }

    PermissionTexts permission() {
        return permission;
    }

    /** {@code notice}. */
    record NoticeTexts(
            Patterns subject,
            Patterns ask,
            Patterns binding,
            Patterns titles,
            Patterns insists,
            Patterns updated,
            Patterns basicPage,
            Patterns tick,
            Patterns ticked,
            Patterns unticked) {

        private static NoticeTexts read(Setting s) {
            s.allow("subject", "ask", "binding", "titles", "insists", "updated", "basic_page", "tick", "marks");
            Setting marks = s.get("marks").allow("ticked", "unticked");
            return new NoticeTexts(
                    Patterns.read(s.require("subject")),
                    Patterns.read(s.require("ask")),
                    Patterns.read(s.get("binding")),
                    Patterns.read(s.get("titles")),
                    Patterns.read(s.get("insists")),
                    Patterns.read(s.get("updated")),
                    Patterns.read(s.get("basic_page")),
                    Patterns.read(s.get("tick")),
                    Patterns.read(marks.get("ticked")),
                    Patterns.read(marks.get("unticked")));
        }
    }

    /** {@code separate}. */
    record SeparateTexts(Patterns ask, Patterns titles, Map<String, Patterns> about) {

        private static SeparateTexts read(Setting s) {
            s.allow("ask", "titles", "about");
            Map<String, Patterns> about = new LinkedHashMap<>();
            s.get("about").entries().forEach((id, words) -> about.put(id, Patterns.read(words)));
            return new SeparateTexts(Patterns.read(s.get("ask")), Patterns.read(s.get("titles")), about);
        }
    }

    /** {@code guardian}. */
    record GuardianTexts(Patterns titles, Patterns agree) {

        private static GuardianTexts read(Setting s) {
            s.allow("titles", "agree");
            return new GuardianTexts(Patterns.read(s.get("titles")), Patterns.read(s.get("agree")));
        }
    }
}
