package io.mingcha.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.judge.RuleState;
import io.mingcha.flows.App;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report as JSON; {@code docs/report.schema.json} is its contract. The same analysis gives the same bytes. */
public final class JsonReport {
    private final JsonGenerator json;
    private final boolean reveal;

    private JsonReport(JsonGenerator json, boolean reveal) {
        this.json = json;
        this.reveal = reveal;
    }

    /** @param reveal whether to add the values themselves */
    public static void write(Analysis analysis, String version, boolean reveal, Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new JsonReport(json, reveal).report(analysis, version);
        }
        out.write('\n');
        out.flush();
    }

    private void report(Analysis analysis, String version) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("mingcha");
        json.writeStringField("version", version);
        json.writeEndObject();
        session(analysis.session());
        json.writeStringField("configDigest", analysis.configDigest());
        coverage(analysis.coverage());
        json.writeArrayFieldStart("exposures");
        for (Exposure exposure : analysis.exposures()) {
            exposure(exposure);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : analysis.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rules");
        for (RuleState rule : analysis.rules()) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeStringField("state", rule.state().label());
            texts("missing", rule.missing());
            json.writeEndObject();
        }
        json.writeEndArray();
        recipients(analysis.recipients());
        json.writeArrayFieldStart("declared");
        for (Analysis.Declared declared : analysis.declarationSeen()) {
            json.writeStartObject();
            json.writeStringField("type", declared.type());
            json.writeBooleanField("seen", declared.seen());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void session(Session session) throws IOException {
        json.writeObjectFieldStart("session");
        json.writeStringField("id", session.id());
        json.writeStringField("state", session.state().name().toLowerCase(java.util.Locale.ROOT));
        json.writeStringField("started", session.started().toString());
        json.writeStringField("ended", session.ended().map(Object::toString).orElse(null));
        json.writeObjectFieldStart("app");
        App app = session.spec().app();
        json.writeStringField("package", app.packageName());
        json.writeStringField("name", app.name().orElse(null));
        json.writeStringField("version", app.version().orElse(null));
        json.writeStringField("category", app.category().orElse(null));
        json.writeStringField("sector", app.sector().orElse(null));
        texts("first_party", app.firstParty());
        json.writeEndObject();
        texts("observes", List.copyOf(session.spec().observes()));
        json.writeArrayFieldStart("markers");
        for (Marker marker : session.spec().markers()) {
            json.writeStartObject();
            json.writeStringField("kind", marker.label());
            json.writeStringField("at", marker.at().toString());
            json.writeStringField("not_before", marker.notBefore().toString());
            json.writeStringField("not_after", marker.notAfter().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        Optional<String> way = session.spec().run().flatMap(RunVerdict::way);
        if (way.isPresent()) {
            json.writeStringField("way", way.get());
        }
        if (!session.spec().ways().isEmpty()) {
            json.writeArrayFieldStart("ways");
            for (String open : session.spec().ways()) {
                json.writeString(open);
            }
            json.writeEndArray();
        }
        counted(session.spec().run().flatMap(RunVerdict::counted));
        json.writeEndObject();
    }

    /** What the device counted in a scripted run. */
    private void counted(Optional<DeviceCount> counted) throws IOException {
        if (counted.isEmpty()) {
            return;
        }
        DeviceCount count = counted.get();
        json.writeObjectFieldStart("device_count");
        json.writeNumberField("app", count.app());
        json.writeNumberField("proxied", count.proxied());
        json.writeNumberField("past", count.past());
        json.writeNumberField("open", count.open());
        json.writeObjectFieldStart("others");
        for (Map.Entry<String, Long> other : count.others().entrySet()) {
            json.writeNumberField(other.getKey(), other.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void coverage(Coverage coverage) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeBooleanField("verdict", coverage.verdict());
        json.writeNumberField("exchanges", coverage.exchanges());
        json.writeNumberField("incomplete", coverage.incomplete());
        json.writeNumberField("unread", coverage.unread());
        json.writeNumberField("bytesRead", coverage.bytesRead());
        json.writeNumberField("bytesUnread", coverage.bytesUnread());
        json.writeNumberField("hosts", coverage.hosts());
        unreadBy(coverage.unreadBy());
        texts("blind", coverage.blind());
        json.writeArrayFieldStart("limits");
        for (Coverage.Limit limit : coverage.limits()) {
            json.writeStartObject();
            json.writeStringField("kind", limit.kind());
            text("text", limit.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("opaque");
        for (Coverage.Opaque opaque : coverage.opaque()) {
            json.writeStartObject();
            json.writeStringField("recipient", opaque.recipient());
            json.writeStringField("field", opaque.field());
            json.writeNumberField("exchanges", opaque.exchanges());
            json.writeNumberField("bytes", opaque.bytes());
            json.writeNumberField("percent", opaque.percent());
            json.writeStringField("change", opaque.change().label());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("nameless");
        for (Coverage.Nameless nameless : coverage.nameless()) {
            json.writeStartObject();
            texts("recipients", nameless.recipients());
            json.writeStringField("field", nameless.field());
            json.writeNumberField("values", nameless.values());
            json.writeNumberField("exchanges", nameless.exchanges());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("clients");
        for (Coverage.OfClient client : coverage.clients()) {
            json.writeStartObject();
            json.writeStringField("client", client.client());
            share(client.share());
            json.writeArrayFieldStart("recipients");
            for (Coverage.OfRecipient recipient : client.recipients()) {
                json.writeStartObject();
                json.writeStringField("recipient", recipient.recipient());
                share(recipient.share());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void share(Coverage.Share share) throws IOException {
        json.writeObjectFieldStart("share");
        json.writeNumberField("connections", share.connections());
        json.writeNumberField("connectionsRead", share.connectionsRead());
        json.writeNumberField("bytes", share.bytes());
        json.writeNumberField("bytesRead", share.bytesRead());
        json.writeNumberField("hosts", share.hosts());
        json.writeNumberField("hostsRead", share.hostsRead());
        unreadBy(share.unreadBy());
        json.writeEndObject();
    }

    private void unreadBy(Map<String, Integer> reasons) throws IOException {
        json.writeObjectFieldStart("unreadBy");
        for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
    }

    private void exposure(Exposure e) throws IOException {
        json.writeStartObject();
        json.writeNumberField("flow", e.flow());
        json.writeStringField("direction", e.direction().label());
        json.writeStringField("at", e.at().toString());
        json.writeStringField("host", e.host());
        json.writeStringField("recipient", e.recipient());
        json.writeStringField("party", e.party().label());
        json.writeStringField("phase", e.phase().label());
        if (e.foreground().isPresent()) {
            json.writeBooleanField("foreground", e.foreground().get());
        } else {
            json.writeNullField("foreground");
        }
        json.writeStringField("dataType", e.dataType());
        json.writeStringField("path", e.path());
        json.writeStringField("location", e.location());
        range(e.offset(), e.length());
        if (!e.also().isEmpty()) {
            json.writeArrayFieldStart("also");
            for (Exposure.Piece piece : e.also()) {
                json.writeStartObject();
                json.writeStringField("path", piece.path());
                range(piece.offset(), piece.length());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeStringField("method", e.method().label());
        json.writeStringField("transform", e.transform());
        if (e.sameAs().isPresent()) {
            json.writeObjectFieldStart("sameAs");
            json.writeNumberField("flow", e.sameAs().get().flow());
            json.writeStringField("path", e.sameAs().get().path());
            json.writeEndObject();
        }
        json.writeNumberField("confidence", e.confidence());
        json.writeNumberField("count", e.count());
        json.writeStringField("masked", e.masked());
        json.writeStringField("digest", e.digest());
        if (reveal) {
            json.writeStringField("value", e.value());
        }
        json.writeEndObject();
    }

    private void range(int offset, int length) throws IOException {
        json.writeObjectFieldStart("range");
        json.writeNumberField("offset", offset);
        json.writeNumberField("length", length);
        json.writeEndObject();
    }

    private void finding(Finding f) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", f.rule());
        text("title", f.title());
        json.writeStringField("verdict", f.verdict().label());
        json.writeStringField("severity", f.severity().label());
        json.writeStringField("recipient", f.recipient());
        json.writeArrayFieldStart("clauses");
        for (Finding.Clause clause : f.clauses()) {
            json.writeStartObject();
            json.writeStringField("id", clause.id());
            json.writeStringField("ref", clause.ref());
            json.writeStringField("verification", clause.verification());
            json.writeBooleanField("inForce", clause.inForce());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("first", f.first().toString());
        json.writeStringField("last", f.last().toString());
        json.writeNumberField("count", f.count());
        json.writeNumberField("uncertain", f.uncertain());
        json.writeArrayFieldStart("measures");
        for (Finding.Measure m : f.measures()) {
            json.writeStartObject();
            json.writeStringField("fact", m.fact());
            json.writeStringField("dataType", m.dataType());
            json.writeNumberField("value", m.value());
            json.writeStringField("relation", m.relation());
            json.writeNumberField("limit", m.limit());
            json.writeStringField("at", m.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        numbers("exposures", f.exposures());
        numbers("flows", f.flows());
        json.writeArrayFieldStart("disprovedBy");
        for (Text disproof : f.disproof()) {
            text(disproof);
        }
        json.writeEndArray();
        if (f.remedy().en().isEmpty()) {
            json.writeNullField("remedy");
        } else {
            text("remedy", f.remedy());
        }
        json.writeEndObject();
    }

    private void recipients(List<Analysis.Contacted> recipients) throws IOException {
        json.writeArrayFieldStart("recipients");
        for (Analysis.Contacted c : recipients) {
            json.writeStartObject();
            json.writeStringField("id", c.recipient().id());
            text("name", c.recipient().name());
            json.writeStringField(
                    "company", c.recipient().company().map(x -> x.id()).orElse(null));
            json.writeStringField("country", c.recipient().country());
            texts("purposes", c.recipient().purposes());
            json.writeStringField("party", c.party().label());
            json.writeBooleanField("declared", c.declared());
            json.writeBooleanField("named", c.recipient().named());
            texts("hosts", c.hosts());
            json.writeNumberField("flows", c.flows());
            json.writeNumberField("unread", c.unread());
            texts("sdks", c.sdks().stream().map(Analysis.Sdk::id).toList());
            texts("dataTypes", c.dataTypes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, Text text) throws IOException {
        json.writeFieldName(name);
        text(text);
    }

    private void text(Text text) throws IOException {
        json.writeStartObject();
        json.writeStringField("zh", text.zh());
        json.writeStringField("en", text.en());
        json.writeEndObject();
    }

    private void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void numbers(String name, List<Integer> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
