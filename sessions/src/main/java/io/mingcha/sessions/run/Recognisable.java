package io.mingcha.sessions.run;

import io.mingcha.sessions.consent.Notice;
import io.mingcha.sessions.consent.PermissionPrompt;
import io.mingcha.sessions.consent.Question;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.consent.TunnelPrompt;
import io.mingcha.sessions.device.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What plans may ask the recogniser for, by name: what a screen asks, and what its elements are there for. */
public final class Recognisable {
    private static final String NOTICE = "notice";
    private static final String PERMISSION = "permission";
    private static final String QUESTION = "question";
    private static final String VPN = "vpn";

    private Recognisable() {}

    /** {@code notice}, {@code permission}, {@code question}, {@code agree} … */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of(NOTICE, PERMISSION, QUESTION, VPN),
                        Arrays.stream(Role.values()).map(Recognisable::name))
                .toList();
    }

    static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Node> in(Sight sight, String name) {
        return switch (name) {
            case NOTICE -> sight.notice().map(Notice::dialog);
            case PERMISSION -> sight.permission().map(PermissionPrompt::dialog);
            case QUESTION -> sight.question().map(Question::dialog);
            case VPN -> sight.tunnel().map(TunnelPrompt::dialog);
            default -> sight.find(Role.valueOf(name.toUpperCase(Locale.ROOT)));
        };
    }
}
