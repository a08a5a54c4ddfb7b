package io.mingcha.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Reasons;
import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.analyzer.coverage.Tally;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.Sizes;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Session;
import io.mingcha.store.StoredSession;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What could be read and what could not, by app and host, of the running or of a stored session. */
@Command(name = "coverage")
public final class CoverageCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Context context;

    /** Forms of the answer. */
    enum Form {
        TEXT,
        JSON
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", defaultValue = "latest")
    private String id = "latest";

    @Option(names = "--format", paramLabel = "text|json")
    private Form form = Form.TEXT;

    CoverageCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return OpenSession.with(context, id, List.of("coverage", id, "--format", form.name()), this::show);
    }

    private int show(StoredSession stored) {
        Session session = stored.session();
        boolean live = context.capture()
                .filter(c -> c.recording().session().id().equals(session.id()))
                .isPresent();
        Readability seen = live ? context.capture().get().readability() : counted(stored);
        OptionalLong packets = live ? context.capture().get().quicRefused() : OptionalLong.empty();
        if (form == Form.JSON) {
            json(session, seen, packets);
        } else {
            text(session, seen, packets);
        }
        return Exit.NOTHING_FOUND;
    }

    private Readability counted(StoredSession stored) {
        Session session = stored.session();
        Analyzer analyzer = new Analyzer(context.configuration(), session);
        Tally tally = new Tally(session.state() == Session.State.IMPORTED);
        for (Flow flow : stored.flows()) {
            tally.add(flow, analyzer.hideHost(flow.server().host()));
        }
        return tally.finish();
    }

    private void text(Session session, Readability seen, OptionalLong packets) {
        context.say(session.id() + "  " + line(seen.whole()));
        for (Readability.OfClient client : seen.clients()) {
            String who = client.who().isEmpty() ? "–" : client.who();
            context.say("");
            context.say(FlowLine.line(who) + "  " + line(client.share()));
            for (Readability.OfHost host : client.hosts()) {
                context.say(FlowLine.line(String.format(
                        Locale.ROOT,
                        "  %s %-40s %d/%d  %s",
                        host.unreadBy().isEmpty() ? "✓" : host.read() > 0 ? "◐" : "✗",
                        host.host(),
                        host.read(),
                        host.connections(),
                        Sizes.of(host.bytes()))));
                host.unreadBy()
                        .forEach((reason, count) -> context.say(
                                "      " + count + " × " + Reasons.text(reason).in(context.language())));
            }
        }
        context.say("");
        notes(seen, packets);
    }

    private void notes(Readability seen, OptionalLong packets) {
        if (seen.unused() > 0) {
            context.say(
                    seen.unused() + " 个连接打开后未使用（不计入）",
                    seen.unused() + " connection(s) were opened and never used (not counted)");
        }
        seen.resolvers()
                .forEach((host, times) -> context.say(
                        "绕过本机解析器查询域名：" + FlowLine.line(host) + "，" + times + " 次",
                        "names asked past our resolver: " + FlowLine.line(host) + ", " + times + " time(s)"));
        seen.quicHosts()
                .forEach((host, times) -> context.say(
                        "QUIC 已拒绝：" + FlowLine.line(host) + "，" + times + " 次",
                        "QUIC refused: " + FlowLine.line(host) + ", " + times + " time(s)"));
        long refused = packets.orElse(seen.quicPackets());
        if (refused > 0 || packets.isPresent()) {
            context.say("网关拒绝了 " + refused + " 个 QUIC 数据包", refused + " QUIC packets refused by the gateway");
        } else if (seen.quicHosts().isEmpty()) {
            context.say(
                    "是否有 QUIC 流量绕过代理，无法得知（只有网关和 SOCKS 能看到）",
                    "whether QUIC went past the proxy cannot be known (only the gateway and SOCKS see it)");
        }
        context.say(
                "加密的请求体由 analyze 判断", "whether bodies that were read are encrypted themselves is for analyze to say");
    }

    private String line(Readability.Share share) {
        return (context.language() == io.mingcha.settings.Language.ZH
                ? "已读 " + share.read() + "/" + share.connections() + " 个连接（" + share.percent() + "%）· "
                        + Sizes.of(share.bytesRead()) + "/" + Sizes.of(share.bytes()) + " · " + share.hostsRead() + "/"
                        + share.hosts() + " 个主机"
                : "read " + share.read() + " of " + share.connections() + " connections (" + share.percent() + " %) · "
                        + Sizes.of(share.bytesRead()) + " of " + Sizes.of(share.bytes()) + " · " + share.hostsRead()
                        + " of " + share.hosts() + " hosts");
    }

    private void json(Session session, Readability seen, OptionalLong packets) {
        ObjectNode root = JSON.createObjectNode().put("session", session.id());
        put(root, seen.whole());
        counts(root.putObject("unreadBy"), seen.unreadBy());
        root.put("unused", seen.unused());
        counts(root.putObject("namesAskedElsewhere"), seen.resolvers());
        counts(root.putObject("quicRefused"), seen.quicHosts());
        long refused = packets.orElse(seen.quicPackets());
        if (refused > 0 || packets.isPresent()) {
            root.put("quicPacketsRefused", refused);
        }
        ArrayNode clients = root.putArray("clients");
        for (Readability.OfClient client : seen.clients()) {
            ObjectNode node = clients.addObject().put("client", client.who());
            put(node, client.share());
            ArrayNode hosts = node.putArray("hosts");
            for (Readability.OfHost host : client.hosts()) {
                ObjectNode each = hosts.addObject()
                        .put("host", host.host())
                        .put("connections", host.connections())
                        .put("connectionsRead", host.read())
                        .put("bytes", host.bytes())
                        .put("bytesRead", host.bytesRead());
                counts(each.putObject("unreadBy"), host.unreadBy());
            }
        }
        try {
            context.say(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ObjectNode node, Readability.Share share) {
        node.put("connections", share.connections())
                .put("connectionsRead", share.read())
                .put("bytes", share.bytes())
                .put("bytesRead", share.bytesRead())
                .put("hosts", share.hosts())
                .put("hostsRead", share.hostsRead());
    }

    private static void counts(ObjectNode node, Map<String, Integer> counts) {
        counts.forEach(node::put);
    }
}
