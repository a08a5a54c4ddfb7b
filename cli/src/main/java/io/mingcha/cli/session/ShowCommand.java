package io.mingcha.cli.session;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.Tls;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.StoredSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show")
public final class ShowCommand implements Callable<Integer> {
    /** Headers of the transport, which are shown as they are; the values of all others are cut short. */
    private static final Set<String> PLAIN_HEADERS = Set.of(
            "host",
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "accept",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "date",
            "server",
            "user-agent");

    private static final int LONGEST = 200;

    private final Context context;

    @Parameters(index = "0", paramLabel = "ID", defaultValue = "latest")
    private String id = "latest";

    @Option(names = "--flow", paramLabel = "N")
    private @Nullable Integer flow;

    @Option(names = "--filter", paramLabel = "TEXT")
    private String filter = "";

    @Option(names = "--reveal")
    private boolean reveal;

    ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> args = new ArrayList<>(List.of("show", id, "--filter", filter));
        if (flow != null) {
            args.addAll(List.of("--flow", flow.toString()));
        }
        if (reveal) {
            args.add("--reveal");
        }
        return OpenSession.with(context, id, args, session -> flow == null ? list(session) : one(session, flow));
    }

    private int list(StoredSession session) {
        Session s = session.session();
        context.say(s.id() + "  " + s.spec().app().packageName() + "  " + s.started());
        for (Marker marker : session.markers()) {
            context.say("  ▸ " + marker.label() + "  " + marker.at());
        }
        UnaryOperator<String> veil = veil(new Analyzer(context.configuration(), s));
        String wanted = filter.toLowerCase(Locale.ROOT);
        for (Flow each : session.flows()) {
            String line = FlowLine.of(each, context.language());
            if (wanted.isEmpty()
                    || (line + " " + each.outcome().state().label() + " " + each.url())
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted)) {
                context.say(veil.apply(line));
            }
        }
        return Exit.NOTHING_FOUND;
    }

    private String resumed(Tls tls) {
        return tls.resumed().orElse(false)
                ? "  " + Text.of("已恢复会话", "session resumed").in(context.language())
                : "";
    }

    private UnaryOperator<String> veil(Analyzer analyzer) {
        return reveal ? UnaryOperator.identity() : analyzer::hide;
    }

    private int one(StoredSession session, int ordinal) {
        Flow f = session.flow(ordinal)
                .orElseThrow(() -> new Fault(
                                Text.of("会话中没有第 " + ordinal + " 个请求", "The session has no exchange " + ordinal),
                                session.session().id(),
                                Text.of("用 mingcha show " + id + " 查看列表", "List them with: mingcha show " + id))
                        .asException());
        Analyzer analyzer = new Analyzer(context.configuration(), session.session());
        UnaryOperator<String> veil = veil(analyzer);
        context.say(veil.apply(FlowLine.of(f, context.language())));
        context.say("  " + veil.apply(f.server().host()) + ":" + f.server().port()
                + f.server().address().map(a -> "  " + a).orElse("")
                + f.server().sni().map(s -> "  SNI " + veil.apply(s)).orElse("")
                + "  " + f.protocol());
        String origin = FlowLine.origin(f, session.session(), context.language());
        if (!origin.isEmpty()) {
            context.say("  " + Text.of("来自 ", "from ").in(context.language()) + veil.apply(origin));
        }
        f.clientTls()
                .ifPresent(t -> context.say("  TLS " + t.version().orElse("?") + "  "
                        + t.cipher().orElse("")
                        + resumed(t)
                        + t.ja4().map(j -> "  JA4 " + j).orElse("")));
        f.serverTls()
                .ifPresent(t -> context.say("  "
                        + Text.of("到服务器：TLS ", "to the server: TLS ").in(context.language())
                        + t.version().orElse("?") + "  " + t.cipher().orElse("")
                        + resumed(t)));
        context.say("  " + f.timing().opened()
                + f.timing().closed().map(c -> " – " + c).orElse(""));
        if (!f.outcome().detail().isEmpty()) {
            context.say("  " + FlowLine.line(f.outcome().detail()));
        }
        Inspection inspection = analyzer.inspect(f);
        List<Exposure> exposures = inspection.exposures();
        message(Direction.REQUEST, f.request(), inspection, veil);
        message(Direction.RESPONSE, f.response(), inspection, veil);
        context.say("");
        context.say(exposures.size() + " 处个人信息", exposures.size() + " exposure(s)");
        for (Exposure e : exposures) {
            context.say("  " + context.typeName(e.dataType()).in(context.language()) + "  "
                    + FlowLine.line(e.shown(reveal).in(context.language())) + "  " + FlowLine.line(e.path()) + "  @"
                    + e.offset() + "+"
                    + e.length()
                    + "  [" + e.method().label() + " " + e.transform() + "]");
        }
        return Exit.NOTHING_FOUND;
    }

    private void message(
            Direction direction, Optional<Message> message, Inspection inspection, UnaryOperator<String> veil) {
        Optional<Inspection.Opened> opened = inspection.opened(direction);
        if (message.isEmpty() || opened.isEmpty()) {
            return;
        }
        context.say("");
        message.get().head().ifPresent(head -> head(head, veil));
        for (Node part : opened.get().decoded().parts()) {
            part.walk(node -> node(node, inspection, opened.get().veil()));
        }
        for (Stop stop : opened.get().decoded().stops()) {
            context.say("  ! " + FlowLine.line(path(stop.at(), opened.get().veil())) + " ▸ "
                    + stop.reason().in(context.language()));
        }
    }

    private void head(Head head, UnaryOperator<String> veil) {
        if (head instanceof Head.Request r) {
            String target = reveal ? r.target() : FlowLine.plain(r.target());
            context.say(FlowLine.line(r.method() + " " + target + " " + r.version()));
        } else if (head instanceof Head.Response r) {
            context.say(FlowLine.line(r.version() + " " + r.status() + " " + r.reason()));
        }
        for (Header header : head.headers()) {
            String value = reveal ? header.value() : masked(header, veil);
            context.say(FlowLine.line("  " + header.name() + ": " + value));
        }
    }

    private static String masked(Header header, UnaryOperator<String> veil) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (PLAIN_HEADERS.contains(name)) {
            return veil.apply(header.value());
        }
        return name.equals("referer") || name.equals("location")
                ? FlowLine.plain(header.value())
                : veil(header.value());
    }

    private String path(Node node, Veil veil) {
        return reveal ? node.path() : veil.path(node);
    }

    private void node(Node node, Inspection inspection, Veil veil) {
        String path = FlowLine.line(path(node, veil));
        Optional<Exposure> exposed = inspection.at(node);
        if (node.kind() == Node.Kind.OPAQUE || node.kind() == Node.Kind.MEDIA) {
            context.say("  " + path + "  (" + node.length() + " B)");
        } else if (!node.text().isEmpty() && !node.isOpened()) {
            String shown = reveal
                    ? node.text()
                    : exposed.map(Exposure::masked)
                            .orElseGet(() -> inspection.isWithin(node)
                                    ? "…(" + node.text().length() + ")"
                                    : veil(node.text()));
            context.say("  " + (exposed.isPresent() ? "● " : "  ") + path + " = "
                    + FlowLine.printable(shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown));
        }
    }

    /** Values that were not recognised may be personal all the same: long ones are cut short, and names are short. */
    public static String veil(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        int shown = ascii ? 3 : 1;
        return text.length() <= (ascii ? 6 : 1) ? text : text.substring(0, shown) + "…(" + text.length() + ")";
    }
}
