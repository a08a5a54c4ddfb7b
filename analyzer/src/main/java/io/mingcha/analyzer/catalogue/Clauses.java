package io.mingcha.analyzer.catalogue;

import io.mingcha.flows.Finding;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clauses that findings cite, {@code config/clauses.yaml}. */
public final class Clauses {
    private static final List<String> VERIFICATION = List.of("verified", "partly_verified", "from_memory");
    private static final List<String> STATUS =
            List.of("in_force", "partly_superseded", "draft_not_in_force_as_far_as_known");

    private final Map<String, Finding.Clause> clauses = new LinkedHashMap<>();

    Clauses(Setting root) {
        root.allow("clauses");
        for (Setting clause : root.require("clauses").list()) {
            clause.allow(
                    "id",
                    "instrument",
                    "issuer",
                    "effective",
                    "ref",
                    "label",
                    "paraphrase",
                    "status",
                    "verification",
                    "source");
            String id = clause.require("id").text("");
            String ref = clause.require("ref").text("");
            Text instrument = clause.require("instrument").bilingual();
            Text label = Text.of(
                    clause.get("label").text(""),
                    clause.get("paraphrase").text(clause.get("label").text("")));
            boolean inForce = !clause.get("status").oneOf(STATUS).orElse("").startsWith("draft");
            String verification =
                    clause.require("verification").oneOf(VERIFICATION).orElse("from_memory");
            Finding.Clause read = new Finding.Clause(id, instrument.zh() + " " + ref, label, verification, inForce);
            if (clauses.put(id, read) != null) {
                clause.problem(id + " 重复", id + " stands here twice");
            }
        }
    }

    public Optional<Finding.Clause> find(String id) {
        return Optional.ofNullable(clauses.get(id));
    }

    public List<String> ids() {
        return List.copyOf(clauses.keySet());
    }
}
