package io.mingcha.onboarding;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.Export;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.settings.Language;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The steps in and out, for the system of the reader first, and who may read them. */
final class Guide {
    private static final String[] PROGRAMS = {"firefox", "java"};

    private final Map<Language, Fragments> fragments = new EnumMap<>(Language.class);
    private final String name;
    private final String fingerprint;
    private final String android;

    Guide(CertificateAuthority authority, String android) {
        for (Language language : Language.values()) {
            fragments.put(language, new Fragments(language));
        }
        this.name = authority.name();
        this.fingerprint = authority.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        this.android = android;
    }

    SiteResponse start(Visit visit) {
        DeviceSystem system = visit.system();
        Page page = new Page(visit, piece(visit, "title.start"));
        if (visit.request().way() == Way.PROXIED) {
            page.add(piece(visit, "start.reached"));
        } else {
            page.add(piece(visit, "start.direct")).add(piece(visit, "proxy." + system.id()));
        }
        page.add(piece(visit, "start.certificate"))
                .add(piece(visit, "ca." + system.id()))
                .add(piece(visit, "start.after"));
        return others(page, visit, "ca.")
                .add(piece(visit, "start.qr"))
                .add(piece(visit, "start.foot"))
                .answer(200);
    }

    SiteResponse leave(Visit visit) {
        DeviceSystem system = visit.system();
        Page page = new Page(visit, piece(visit, "title.leave"))
                .add(piece(visit, "leave.intro"))
                .add("<h2>" + system.title().in(visit.language()) + "</h2>")
                .add(piece(visit, "leave." + system.id()));
        return others(page, visit, "leave.").add(piece(visit, "leave.after")).answer(200);
    }

    private Page others(Page page, Visit visit, String topic) {
        for (DeviceSystem other : DeviceSystem.values()) {
            if (other != visit.system()) {
                page.add(folded(other.title().in(visit.language()), piece(visit, topic + other.id())));
            }
        }
        for (String program : PROGRAMS) {
            page.add(folded(program.equals("java") ? "Java" : "Firefox", piece(visit, topic + program)));
        }
        return page;
    }

    private static String folded(String title, String content) {
        return "<details><summary>" + title + "</summary>" + content + "</details>";
    }

    /** For devices that are not let in: how to be. */
    SiteResponse stranger(Visit visit, int status, String why) {
        return new Page(visit, piece(visit, "title.pair"))
                .add(piece(visit, why))
                .answer(status);
    }

    SiteResponse missing(Visit visit) {
        return new Page(visit, piece(visit, "title.missing"))
                .add(piece(visit, "missing"))
                .answer(404);
    }

    String piece(Visit visit, String piece) {
        return piece(visit, piece, Map.of());
    }

    String piece(Visit visit, String piece, Map<String, String> more) {
        String address = "http://" + visit.ourHost() + ":" + visit.ourPort() + "/";
        Map<String, String> values = new HashMap<>(more);
        values.put("name", name);
        values.put("fingerprint", fingerprint);
        values.put("android", android);
        values.put("password", Export.P12_PASSWORD);
        values.put("system", visit.system().title().in(visit.language()));
        values.put("host", visit.ourHost());
        values.put("port", String.valueOf(visit.ourPort()));
        values.put("address", address);
        values.put("client", visit.client().getAddress().getHostAddress());
        values.put("query", visit.query());
        if (piece.equals("start.qr")) {
            values.put("qr", Qr.svg(address));
        }
        Fragments inLanguage = fragments.get(visit.language());
        if (inLanguage == null) {
            throw new IllegalStateException("no pages in " + visit.language());
        }
        return inLanguage.piece(piece, values);
    }
}
