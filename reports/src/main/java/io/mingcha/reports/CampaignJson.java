package io.mingcha.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.campaign.Campaign.Answer;
import io.mingcha.analyzer.campaign.Campaign.Open;
import io.mingcha.analyzer.campaign.Campaign.State;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Text;
import java.util.List;

/** The answers to a campaign's problems as JSON. */
public final class CampaignJson {
    private CampaignJson() {}

    public static String of(Analysis analysis, List<Answer> answers, String version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("mingcha").put("version", version);
        root.put("session", analysis.session().id());
        root.put("configDigest", analysis.configDigest());
        root.put("verdict", analysis.coverage().verdict());
        ArrayNode limits = root.putArray("limits");
        for (Coverage.Limit limit : analysis.coverage().limits()) {
            limits.addObject().put("kind", limit.kind()).set("text", text(limit.text()));
        }
        ArrayNode problems = root.putArray("problems");
        for (Answer answer : answers) {
            ObjectNode problem = problems.addObject();
            problem.put("id", answer.problem().id());
            problem.set("title", text(answer.problem().title()));
            problem.put("state", answer.state().label());
            findings(problem.putArray("findings"), answer.findings());
            findings(problem.putArray("perhaps"), answer.perhaps());
            open(problem.putArray("unjudged"), answer.unjudged());
            open(problem.putArray("unexercised"), answer.unexercised());
            if (answer.state() != State.NOT_APPLICABLE) {
                answer.problem().documents().ifPresent(d -> problem.set("documents", text(d)));
            }
        }
        return root.toPrettyString() + "\n";
    }

    private static void findings(ArrayNode array, List<Finding> findings) {
        for (Finding f : findings) {
            array.addObject()
                    .put("rule", f.rule())
                    .put("recipient", f.recipient())
                    .put("verdict", f.verdict().label())
                    .put("severity", f.severity().label())
                    .put("count", f.count());
        }
    }

    private static void open(ArrayNode array, List<Open> open) {
        for (Open o : open) {
            ArrayNode missing = array.addObject().put("rule", o.rule()).putArray("missing");
            o.missing().forEach(missing::add);
        }
    }

    private static ObjectNode text(Text text) {
        return JsonNodeFactory.instance.objectNode().put("zh", text.zh()).put("en", text.en());
    }
}
