package io.mingcha.analyzer.judge;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import io.mingcha.flows.MarkerKinds;
import java.util.LinkedHashMap;
import java.util.Map;

/** The vocabulary of conditions. */
final class Facts {
    private static final Map<String, Fact> ALL = new LinkedHashMap<>();

    static {
        put(Fact.of("flow.scheme", SimpleType.STRING, Case::scheme));
        put(Fact.of("flow.host", SimpleType.STRING, Case::host));
        put(Fact.of("flow.read", SimpleType.BOOL, Case::read));
        put(Fact.of("flow.opaque", SimpleType.BOOL, Case::opaque));
        put(Fact.of(
                "recipient.id",
                SimpleType.STRING,
                c -> c.attributed().recipient().id()));
        put(Fact.needing(
                "app.first_party",
                "recipient.party",
                SimpleType.STRING,
                c -> c.attributed().party().label()));
        put(Fact.needing(
                "declaration",
                "recipient.declared",
                SimpleType.BOOL,
                c -> c.attributed().declared()));
        put(Fact.of(
                "recipient.purposes",
                ListType.create(SimpleType.STRING),
                c -> c.attributed().recipient().purposes()));
        put(Fact.of(
                "recipient.country",
                SimpleType.STRING,
                c -> c.attributed().recipient().country()));
        put(Fact.of(
                "recipient.sdk",
                SimpleType.BOOL,
                c -> c.attributed().recipient().sdk()));
        put(Fact.of(
                "recipient.overseas",
                SimpleType.BOOL,
                c -> c.attributed().recipient().overseas()));
        put(Fact.of(
                "field.direction",
                SimpleType.STRING,
                c -> c.exposure().direction().label()));
        put(Fact.of("field.type", SimpleType.STRING, c -> c.exposure().dataType()));
        put(Fact.of("field.group", SimpleType.STRING, c -> c.type().group()));
        put(Fact.of(
                "field.sensitive",
                SimpleType.BOOL,
                c -> c.type().sensitive() || c.session().isChild()));
        put(Fact.of(
                "field.baseline",
                SimpleType.BOOL,
                c -> c.session().types().isBaseline(c.exposure().dataType())));
        put(Fact.needing(
                "declaration",
                "field.declared",
                SimpleType.BOOL,
                c -> c.session().declares(c.exposure().dataType())));
        put(Fact.of("field.location", SimpleType.STRING, c -> c.exposure().location()));
        put(Fact.of("field.transform", SimpleType.STRING, c -> c.exposure().transform()));
        put(Fact.of(
                "field.hashed", SimpleType.BOOL, c -> !c.exposure().transform().equals("plain")));
        put(Fact.of("field.count", SimpleType.INT, c -> (long) c.exposure().count()));
        put(Fact.of(
                "field.known",
                SimpleType.BOOL,
                c -> c.exposure().method().label().startsWith("known_value")));
        put(Fact.of("field.confidence", SimpleType.DOUBLE, c -> c.exposure().confidence()));
        put(Fact.needing("separate_consent", "consent.separate", SimpleType.BOOL, Case::separatelyConsented));
        put(Fact.needing(
                "background",
                "app.background_ms",
                SimpleType.INT,
                c -> c.session().timeline().backgroundFor(c.at())));
        put(Fact.of(
                "app.phase",
                SimpleType.STRING,
                c -> c.session().timeline().phase(c.at()).label()));
        put(Fact.needing("persona.age", "persona.age", SimpleType.INT, c ->
                (long) c.session().spec().persona().age().orElse(0)));
        for (String kind : MarkerKinds.all()) {
            put(Fact.needing(
                    kind,
                    "since." + kind,
                    SimpleType.INT,
                    c -> c.session().timeline().since(kind, c.at())));
            put(Fact.needing(
                    kind,
                    "until." + kind,
                    SimpleType.INT,
                    c -> c.session().timeline().until(kind, c.at())));
            put(Fact.needing(
                    kind,
                    "happened." + kind,
                    SimpleType.BOOL,
                    c -> c.session().timeline().happened(kind, c.at())));
        }
    }

    private Facts() {}

    private static void put(Fact fact) {
        ALL.put(fact.name(), fact);
    }

    static Map<String, Fact> all() {
        return ALL;
    }
}
