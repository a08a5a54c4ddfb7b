package io.mingcha.analyzer.signal;

import io.mingcha.analyzer.catalogue.Remembered;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.signal.Signals.OptOut;
import io.mingcha.analyzer.signal.Signals.Page;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.settings.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads signals by {@code config/signals.yaml}. Safe for use by many threads. */
public final class SignalReader {
    /** W3C Fetch Metadata, 2.1. */
    private static final Set<String> DOCUMENTS = Set.of("document", "iframe", "frame");

    private static final Pattern HOST = Pattern.compile("https?://([^/:?#\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_VALUE = 8;
    private final PurposeWords purposes;
    private final OtherApps otherApps;
    private final SystemApps systemApps;
    private final List<String> miniReferers;
    private final List<String> miniAgents;
    private final Set<String> credentialHeaders = new HashSet<>();
    private final Set<String> credentialNames = new HashSet<>();
    /** Name of a flag → value → what it says. */
    private final Map<String, Map<String, OptOut>> flags = new HashMap<>();

    private final Remembered<Name> met = new Remembered<>(this::name);
    /** Whether a user agent is a mini program's. */
    private final Remembered<Boolean> ofMiniProgram = new Remembered<>(this::isMiniProgram);
    /** Whether a header of this name holds credentials. */
    private final Remembered<Boolean> ofCredentials =
            new Remembered<>(name -> credentialHeaders.contains(name.toLowerCase(Locale.ROOT)));

    /** What the name of a field says of its value. @param flag what its values say; empty if it is no flag */
    private record Name(boolean credential, Map<String, OptOut> flag) {}

    public SignalReader(Setting root, Set<String> recipientPurposes) {
        root.allow("purposes", "mini_programs", "other_apps", "system_apps", "credentials", "opt_out");
        purposes = new PurposeWords(root.require("purposes"), recipientPurposes);
        Setting mini = root.require("mini_programs").allow("referers", "user_agents");
        miniReferers = lower(mini.get("referers"));
        miniAgents = lower(mini.get("user_agents"));
        otherApps = new OtherApps(root.require("other_apps"));
        systemApps = new SystemApps(root.require("system_apps"));
        Setting credentials = root.require("credentials").allow("headers", "names");
        credentialHeaders.addAll(lower(credentials.get("headers")));
        credentialNames.addAll(lower(credentials.get("names")));
        for (Setting flag : root.require("opt_out").list()) {
            flag.allow("names", "refused", "allowed");
            Map<String, OptOut> values = new HashMap<>();
            lower(flag.require("refused")).forEach(v -> values.put(v, OptOut.REFUSED));
            lower(flag.require("allowed")).forEach(v -> values.put(v, OptOut.ALLOWED));
            lower(flag.require("names")).forEach(name -> flags.put(bare(name), values));
        }
    }

    private static List<String> lower(Setting list) {
        return list.texts().stream().map(t -> t.toLowerCase(Locale.ROOT)).toList();
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    public PurposeWords purposes() {
        return purposes;
    }

    public OtherApps otherApps() {
        return otherApps;
    }

    public SystemApps systemApps() {
        return systemApps;
    }

    /** What a request says. */
    public Signals read(Head.Request head, Decoded decoded) {
        Optional<String> referer = head.header("referer").or(() -> head.header("origin"));
        String pageHost = referer.map(HOST::matcher)
                .filter(Matcher::lookingAt)
                .map(m -> m.group(1).toLowerCase(Locale.ROOT))
                .orElse("");
        Names names = new Names();
        decoded.parts().forEach(part -> part.walk(names::see));
        return new Signals(
                page(head, pageHost),
                pageHost,
                opensPage(head),
                names.optOut,
                names.credentials || hasCredentials(head));
    }

    /** Web views say it by Fetch Metadata; older ones by what they accept. */
    private static boolean opensPage(Head.Request head) {
        return head.header("sec-fetch-dest")
                .map(DOCUMENTS::contains)
                .orElseGet(() -> head.header("accept")
                        .filter(a -> a.startsWith("text/html"))
                        .isPresent());
    }

    private Page page(Head.Request head, String pageHost) {
        boolean mini = !pageHost.isEmpty()
                        && miniReferers.stream().anyMatch(d -> pageHost.equals(d) || pageHost.endsWith("." + d))
                || ofMiniProgram.of(head.header("user-agent").orElse(""));
        return mini ? Page.MINI_PROGRAM : pageHost.isEmpty() ? Page.NONE : Page.WEB;
    }

    private boolean isMiniProgram(String agent) {
        String lower = agent.toLowerCase(Locale.ROOT);
        return miniAgents.stream().anyMatch(lower::contains);
    }

    private boolean hasCredentials(Head.Request head) {
        for (Header header : head.headers()) {
            if (ofCredentials.of(header.name()) && !header.value().isBlank()) {
                return true;
            }
        }
        return false;
    }

    private Name name(String key) {
        String bare = bare(key);
        return new Name(credentialNames.contains(bare), flags.getOrDefault(bare, Map.of()));
    }

    private final class Names {
        private OptOut optOut = OptOut.ABSENT;
        private boolean credentials;

        void see(Node node) {
            String key = node.key();
            if (node.kind() != Node.Kind.TEXT || key.isEmpty() || key.length() > LONGEST_NAME) {
                return;
            }
            Name name = met.of(key);
            credentials |= name.credential() && !node.text().isBlank();
            Map<String, OptOut> values = name.flag();
            if (!values.isEmpty() && node.text().length() <= LONGEST_VALUE) {
                OptOut said = values.get(node.text().toLowerCase(Locale.ROOT));
                if (said != null && optOut != OptOut.REFUSED) {
                    optOut = said;
                }
            }
        }
    }
}
