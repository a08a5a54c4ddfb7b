package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.mingcha.flows.MarkerKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas of the configuration, which editors complete and check by. */
class ConfigSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path CONFIG = Command.home().resolve("config");
    private static final Pattern NAMED = Pattern.compile("# yaml-language-server: \\$schema=(\\S+)");

    @TempDir
    Path folder;

    static List<Path> shipped() throws IOException {
        try (Stream<Path> all = Files.walk(CONFIG)) {
            return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static JsonNode schemaText(String kind) throws IOException {
        return Report.parse(Files.readString(CONFIG.resolve("schema").resolve(kind + ".schema.json")));
    }

    private static List<String> breaches(String kind, String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText(kind));
        return schema.validate(YAML.readTree(yaml)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void each_shipped_document_names_its_schema_in_its_first_line_and_fits_it(Path document) throws IOException {
        String text = Files.readString(document);
        Matcher named = NAMED.matcher(text.lines().findFirst().orElse(""));
        assertThat(named.matches()).as("first line of " + document).isTrue();
        Path schema = document.resolveSibling(named.group(1)).normalize();
        String kind = schema.getFileName().toString().replace(".schema.json", "");

        assertThat(schema).isRegularFile();
        assertThat(document.toString()).contains(kind);
        assertThat(breaches(kind, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules       | {rules: [{id: CONS-01, severety: high}]}",
                "rules       | {rules: [{id: CONS-01, severity: grave}]}",
                "rules       | {rules: [{severity: high}]}",
                "rules       | {rules: [{id: A, escalate: [{when: 'true'}]}]}",
                "policy      | {types: {phone_number: [tel]}, colunms: {}}",
                "policy      | {types: {phone_number: [tel]}, recipient: {latin: {gifts: [lend]}}}",
                "recipients  | {recipients: [{id: x, overseas: maybe}]}",
                "recipients  | {recipients: [{id: x, ips: ['10.0.0.0-10.0.0.9']}]}",
                "data_types  | {types: [{id: x, sensitive: sometimes}]}",
                "fields      | {fields: [{keys: [a]}]}",
                "recipes     | {recipes: [{id: x, host: a, at: b, steps: [rot13]}]}",
                "recipes     | {recipes: [{id: x, host: a, at: b, steps: [{aes-cbc: {key: {text: k}}}]}]}",
                "recipes     | {recipes: [{id: x, host: a, at: b, steps: [{xor: {key: {text: k, hex: '00'}}}]}]}",
                "adapters    | {vendor: v, endpoints: [{hosts: [h], path: /}]}",
                "signals     | {opt_out: [{names: [a]}]}",
                "consent     | {buttons: {agre: [a]}}",
                "consent     | {permission: {asks: [{names: [camera], texts: [a]}]}}",
                "campaign    | {problems: [{id: '1', observable: perhaps}]}",
                "categories  | {categories: [{id: C01, neccessary: [imei]}]}",
                "clauses     | {clauses: [{id: A, status: repealed}]}",
                "discard     | {values: 5, mail: {role: [a]}}",
                "limits      | {depth: deep}",
                "limits      | {learned: {places: 5}}",
                "learned     | {most_confidence: 2}",
                "learned     | {value: {letter: 8}}",
                "learned     | {digests: [crc32]}",
                "limits      | {coverage: {maximum_unread_share: 2}}",
                "intercept   | {rules: [{never: [a], block: [b]}]}",
                "intercept   | {rules: [{never: [a], ports: [70000]}]}",
                "captive     | {answers: [{host: 'https://a', path: /, status: 204}]}",
                "plan        | {app: {package: x}, steps: [launch], capture: {way: sock}}",
                "plan        | {app: {package: x}, steps: [launch], capture: {rules: [{never: [a], block: [b]}]}}",
                "plan        | {app: {package: x}, steps: [launch], device: {android: new}}",
                "plan        | {app: {package: x}, steps: [launch], variants: {far: {capture: {way: sock}}}}",
                "session     | {app: {name: x}}",
                "session     | {app: {package: x}, observes: [consent_acept]}",
                "session     | {app: {package: x}, persona: {age: 200}}",
                "session     | {app: {package: x}, declaration: {status: rejected}}",
                "session     | {app: {package: x}, screen: {login_wall: 3}}",
                "session     | {app: {package: x}, keys: {k: {hex: abc}}}",
                "examples    | [{rule: CONS-01, fires: {app: {package: x}}}]",
                "examples    | [{rule: A, fires: {app: {package: x}, exchanges: [{get: b}]}, spared: []}]",
            })
    void a_broken_document_does_not_fit(String kind, String yaml) throws IOException {
        assertThat(breaches(kind, yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{rules: [{id: CONS-01, severity: critical}, {id: FREQ-01, disabled: true}, {id: FREQ-02, thresholds: {max: 3}}]}",
                "{rules: [{id: CONS-01, remedy: null}]}",
            })
    void what_an_analyst_lays_over_a_document_fits_its_schema(String yaml) throws IOException {
        assertThat(breaches("rules", yaml)).isEmpty();
    }

    @Test
    void a_plan_that_says_all_of_its_device_and_capture_fits() throws IOException {
        assertThat(breaches("plan", """
                app: {package: x}
                device: {kind: android, android: ">= 10, < 14", root: yes, needs: [home]}
                capture:
                  way: network
                  pass_through: [bank.example]
                  rules: [{block: [ads.example], ports: [443], reason: {zh: 广告, en: ads}}]
                  upstream_verify: mirror
                  upstream_ca: lab.pem
                  upstream_proxy: ["*.corp.example=socks5://10.0.0.1:1080"]
                  name_server: 192.0.2.53
                  resolve: ["api.example=127.0.0.1:8443"]
                  keep_alt_svc: true
                steps: [launch]
                variants: {far: {capture: {way: tunnel}}}
                """)).isEmpty();
    }

    @Test
    void a_list_may_be_added_to_and_taken_from() throws IOException {
        assertThat(breaches("discard", "{values: {add: ['13900000000'], remove: [unknown]}}"))
                .isEmpty();
    }

    @Test
    void the_session_file_that_init_writes_fits() throws IOException {
        Command.Result result = Command.mingcha(
                        folder, "init", "--package", "example.shop", "--known", "imei=" + Person.IMEI)
                .runHere();
        assertThat(result.code()).as(result.all()).isZero();

        assertThat(breaches("session", Files.readString(folder.resolve("session.yaml"))))
                .isEmpty();
        assertThat(breaches("session", Person.SESSION)).isEmpty();
        assertThat(breaches("session", "{app: {package: x}, declaration: {status: draft, data: [imei]}}"))
                .isEmpty();
    }

    @Test
    void editors_are_offered_every_id_there_is() throws IOException {
        JsonNode session = schemaText("session");
        JsonNode types = YAML.readTree(CONFIG.resolve("data_types.yaml").toFile());
        JsonNode categories = YAML.readTree(CONFIG.resolve("categories.yaml").toFile());
        JsonNode recipients = YAML.readTree(CONFIG.resolve("recipients.yaml").toFile());
        JsonNode rules = YAML.readTree(CONFIG.resolve("rules.yaml").toFile());

        assertThat(offered(session, "dataType")).isEqualTo(ids(types.path("types")));
        assertThat(offered(session, "category")).isEqualTo(ids(categories.path("categories")));
        assertThat(offered(session, "sector")).isEqualTo(ids(categories.path("sectors")));
        assertThat(offered(session, "marker")).isEqualTo(new TreeSet<>(MarkerKinds.all()));
        assertThat(offered(schemaText("recipients"), "purpose")).isEqualTo(texts(recipients.path("purposes")));
        assertThat(offered(schemaText("examples"), "rule")).isEqualTo(ids(rules.path("rules")));
        rules.path("notes")
                .fieldNames()
                .forEachRemaining(section -> assertThat(session.path("$defs")
                                .path("noted_" + section)
                                .path("properties")
                                .fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrderElementsOf(
                                names(rules.path("notes").path(section))));
    }

    private static Set<String> offered(JsonNode schema, String definition) {
        return texts(schema.path("$defs").path(definition).path("anyOf").path(0).path("enum"));
    }

    private static Set<String> ids(JsonNode entries) {
        Set<String> ids = new TreeSet<>();
        entries.forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
