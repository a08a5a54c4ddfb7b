package io.mingcha.analyzer.detect.nobody;

import io.mingcha.settings.Setting;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Mail addresses of roles and of documentation, and names of files and packages that only look like addresses. */
final class NobodysMail {
    private final Set<String> roles = new HashSet<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> endings = new HashSet<>();

    NobodysMail(Setting root) {
        root.allow("roles", "domains", "endings");
        collect(root.get("roles"), roles);
        collect(root.get("domains"), domains);
        collect(root.get("endings"), endings);
    }

    private static void collect(Setting list, Set<String> into) {
        list.texts().forEach(t -> into.add(t.toLowerCase(Locale.ROOT)));
    }

    /** @param v in lower case */
    boolean isNobodys(String v) {
        int at = v.indexOf('@') < 0 ? -1 : v.lastIndexOf('@');
        if (at < 0 || at + 1 >= v.length()) {
            return false;
        }
        String domain = v.substring(at + 1);
        String ending = domain.substring(domain.lastIndexOf('.') + 1);
        return at == 0
                // without a point it is no domain but a password as people make them: Admin@2021
                || domain.indexOf('.') > 0 && roles.contains(v.substring(0, at))
                || endings.contains(ending)
                || isWithin(domain)
                || isVersion(domain);
    }

    private boolean isWithin(String domain) {
        for (int dot = -1; ; ) {
            if (domains.contains(domain.substring(dot + 1))) {
                return true;
            }
            dot = domain.indexOf('.', dot + 1);
            if (dot < 0) {
                return false;
            }
        }
    }

    /** {@code package@18.2.0-beta.rc}, {@code icon@3x.big}. */
    private static boolean isVersion(String domain) {
        int dot = domain.indexOf('.');
        String first = dot < 0 ? domain : domain.substring(0, dot);
        boolean number = !first.isEmpty() && first.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean digitNext = dot > 0 && dot + 1 < domain.length() && Character.isDigit(domain.charAt(dot + 1));
        boolean scale = first.length() == 2 && Character.isDigit(first.charAt(0)) && first.charAt(1) == 'x';
        return scale || number && digitNext;
    }
}
