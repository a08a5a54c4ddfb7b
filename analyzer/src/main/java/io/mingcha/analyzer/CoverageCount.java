package io.mingcha.analyzer;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.analyzer.coverage.Tally;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Coverage.Limit;
import io.mingcha.flows.Coverage.Nameless;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Counts what could be read and what could not. */
final class CoverageCount {
    private static final String PARTLY_READ = "har_entry_partly_read";

    /** So many entries are named one by one. */
    private static final int NAMED = 10;

    private final Configuration.CoverageLimits limits;
    private final Tally tally;
    private final SortedMap<Integer, Text> partlyRead = new TreeMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> hosts = new TreeSet<>();
    private final Set<String> opaqueHosts = new TreeSet<>();
    private final Shares shares = new Shares();
    private final OpaqueCount opaque = new OpaqueCount();
    private final SortedMap<String, Integer> foreign = new TreeMap<>();
    private int ofNobody;
    private int exchanges;
    private int incomplete;
    private int failed;
    private int stopped;
    private final SortedMap<Integer, Text> notOpened = new TreeMap<>();

    /**
     * @param imported whether the flows come from a file of another tool
     */
    CoverageCount(Configuration.CoverageLimits limits, boolean imported) {
        this.limits = limits;
        this.tally = new Tally(imported);
    }

    /**
     * @param host as it may be shown, and so {@code recipient}
     * @param unread what of the request nobody could read
     */
    void add(Flow flow, String host, String recipient, FlowAnalysis analysis, List<OpaqueFields.Value> unread) {
        if (!flow.server().host().isEmpty()) {
            hosts.add(host);
        }
        if (flow.client().owner().map(o -> o.ofTheApp() <= 0.5).orElse(false)) {
            ofNobody++;
        }
        shares.of(host, recipient);
        tally.add(flow, host);
        if (!analysis.stops().isEmpty()) {
            stopped++;
            if (notOpened.size() < NAMED) {
                notOpened.put(flow.ordinal(), why(analysis.stops()));
            }
        }
        if (!unread.isEmpty()) {
            opaqueHosts.add(host);
        }
        flow.request().ifPresent(request -> opaque.add(recipient, size(request), unread));
        if (flow.outcome().state() == Outcome.State.UNREAD) {
            return;
        }
        if (flow.outcome().reason().startsWith("quic_refused")) {
            return;
        }
        if (flow.outcome().state() == Outcome.State.FAILED || flow.outcome().state() == Outcome.State.BLOCKED) {
            failed++;
        }
        if (flow.request().isPresent()) {
            exchanges++;
            read.add(host);
        }
        if (flow.outcome().state() == Outcome.State.INCOMPLETE) {
            incomplete++;
            if (flow.outcome().reason().equals(PARTLY_READ)) {
                String members = flow.outcome().detail();
                partlyRead.put(
                        flow.ordinal(),
                        members.isEmpty()
                                ? Text.of("整条（不是 JSON 对象）", "all of it (no JSON object)")
                                : Text.same(members));
            }
        }
    }

    /** The first cause; where in the message it stands may be somebody's data. */
    private static Text why(List<Stop> stops) {
        String more = stops.size() > 1 ? " (+" + (stops.size() - 1) + ")" : "";
        Text first = stops.get(0).reason();
        return Text.of(first.zh() + more, first.en() + more);
    }

    /** One of another app, or of the device itself. */
    void foreign(Flow flow) {
        flow.client().owner().ifPresent(owner -> foreign.merge(owner.name(), 1, Integer::sum));
    }

    private static long size(Message request) {
        long head = request.head()
                .map(h -> h.headers().stream()
                                .mapToLong(x -> x.name().length() + x.value().length())
                                .sum()
                        + (h instanceof Head.Request r ? r.target().length() : 0))
                .orElse(0L);
        return head + request.body().length();
    }

    /**
     * Sums up.
     *
     * @param shown the name of a client as it may be shown
     * @param nameless identifiers that nothing says what they are
     * @param more limits that are no matter of reading
     */
    Coverage finish(Session session, UnaryOperator<String> shown, List<Nameless> nameless, List<Limit> more) {
        List<Coverage.Opaque> unreadable = opaque.finish();
        Readability seen = tally.finish();
        int unread = seen.unread();
        List<String> blind = hosts.stream()
                .filter(h -> !read.contains(h)
                        && seen.unreadHosts().values().stream().anyMatch(s -> s.contains(h)))
                .toList();
        int all = exchanges + unread;
        boolean verdict = exchanges >= limits.minimumExchanges()
                && all > 0
                && (double) unread / all <= limits.maximumUnreadShare()
                && session.unrecordedSince().isEmpty()
                && session.spec()
                        .run()
                        .map(r -> r.level() == RunVerdict.Level.FULL)
                        .orElse(true);
        return new Coverage(
                exchanges,
                incomplete,
                unread,
                seen.whole().bytesRead(),
                seen.whole().bytes() - seen.whole().bytesRead(),
                hosts.size(),
                seen.unreadBy(),
                blind,
                verdict,
                limits(session, seen, unreadable, more),
                unreadable,
                nameless,
                shares.finish(seen, shown));
    }

    private Text notRecorded(Session session, Instant since, int unread) {
        if (session.state() == Session.State.IMPORTED) {
            return exchanges + unread == 0
                    ? Text.of(
                            "HAR 文件在第一个条目之内中断，一个请求也没有读出：请重新导出完整的文件",
                            "the HAR file breaks off within its first entry, so that not one exchange could be read: export it again as a whole")
                    : Text.of(
                            "HAR 文件在 " + (exchanges + unread) + " 个请求之后中断，缺少自 " + since + " 起的流量：请重新导出完整的文件",
                            "the HAR file breaks off after " + (exchanges + unread)
                                    + " exchange(s), and what came since " + since
                                    + " is not in it: export it again as a whole");
        }
        return exchanges + unread == 0
                ? Text.of("没有任何流量被记录", "none of the traffic was recorded")
                : Text.of("自 " + since + " 起的流量没有被记录", "traffic since " + since + " was not recorded");
    }

    private Limit partlyRead() {
        int more = partlyRead.size() - NAMED;
        String zh = named(partlyRead, "条目 ", "：", "；", Language.ZH) + (more > 0 ? "；……另有 " + more + " 个" : "");
        String en =
                named(partlyRead, "entry ", ": ", "; ", Language.EN) + (more > 0 ? "; … and " + more + " more" : "");
        String entries =
                partlyRead.size() == 1 ? "1 entry of the HAR was" : partlyRead.size() + " entries of the HAR were";
        return new Limit(
                PARTLY_READ,
                Text.of("HAR 中 " + partlyRead.size() + " 个条目只读取了一部分：" + zh, entries + " read only in part: " + en));
    }

    private static String named(
            SortedMap<Integer, Text> which, String word, String is, String between, Language language) {
        return which.entrySet().stream()
                .limit(NAMED)
                .map(e -> word + e.getKey() + is + e.getValue().in(language))
                .collect(Collectors.joining(between));
    }

    private List<Limit> limits(Session session, Readability seen, List<Coverage.Opaque> unreadable, List<Limit> more) {
        List<Limit> out = new ArrayList<>();
        seen.unreadHosts().forEach((reason, at) -> {
            String names = String.join(", ", at);
            int count = seen.unreadBy().getOrDefault(reason, 0);
            out.add(new Limit(
                    reason,
                    Text.of(
                            count + " 个连接未能读取（" + Reasons.text(reason).zh() + "）：" + names,
                            count + " connection(s) could not be read ("
                                    + Reasons.text(reason).en() + "): " + names)));
        });
        Past.limits(seen, out);
        if (ofNobody > 0) {
            out.add(
                    new Limit(
                            "ownership",
                            Text.of(
                                    ofNobody + " 个请求或连接无法确定属于哪个应用，由此得出的至多是疑似",
                                    "of " + ofNobody
                                            + " exchange(s) or connection(s) it could not be told whose they were; what rests on them alone is suspected at most")));
        }
        if (!foreign.isEmpty()) {
            int count = foreign.values().stream().mapToInt(Integer::intValue).sum();
            String names = foreign.entrySet().stream()
                    .map(e -> e.getKey() + " × " + e.getValue())
                    .collect(Collectors.joining(", "));
            out.add(
                    new Limit(
                            "foreign",
                            Text.of(
                                    count + " 个请求或连接不是被测应用的，不计入结论：" + names + "。若其中有被测应用，请改正会话文件中的 app.package",
                                    count + " exchange(s) or connection(s) were not the app's and are not judged: "
                                            + names
                                            + ". If one of these is the app under test, correct app.package in the session file")));
        }
        if (!opaqueHosts.isEmpty()) {
            String names = String.join(", ", opaqueHosts);
            Text fields = OpaqueCount.described(unreadable);
            out.add(new Limit(
                    "opaque_payload",
                    Text.of(
                            "请求中有内容经应用层加密或编码，无法解析：" + names + "。" + fields.zh(),
                            "requests carry what is encrypted or encoded in a way that could not be opened: " + names
                                    + ". " + fields.en())));
        }
        if (failed > 0) {
            out.add(
                    new Limit(
                            "failed",
                            Text.of(
                                    failed + " 个请求未到达服务器，其响应未知",
                                    failed
                                            + " request(s) did not reach their server; what it would have answered is unknown")));
        }
        if (!partlyRead.isEmpty()) {
            out.add(partlyRead());
        }
        int cut = incomplete - partlyRead.size();
        if (cut > 0) {
            out.add(new Limit(
                    "incomplete",
                    Text.of(cut + " 个请求中途断开，只有部分内容", cut + " exchange(s) were cut; only part of them is there")));
        }
        if (stopped > 0) {
            out.add(new Limit(
                    "not_fully_opened",
                    Text.of(
                            stopped + " 个请求未完全解码（损坏或超出限制）：" + named(notOpened, "#", "：", "；", Language.ZH)
                                    + (stopped > NAMED ? "；……另有 " + (stopped - NAMED) + " 个" : ""),
                            stopped + " exchange(s) could not be opened in full (broken or beyond limits): "
                                    + named(notOpened, "#", ": ", "; ", Language.EN)
                                    + (stopped > NAMED ? "; … and " + (stopped - NAMED) + " more" : ""))));
        }
        out.addAll(more);
        session.unrecordedSince()
                .ifPresent(since -> out.add(new Limit("not_recorded", notRecorded(session, since, seen.unread()))));
        session.spec()
                .run()
                .ifPresent(run -> run.causes()
                        .forEach(cause -> out.add(new Limit(
                                "run_" + cause.kind(),
                                Text.of(
                                        cause.what().zh() + "。" + cause.next().zh(),
                                        cause.what().en() + ". " + cause.next().en())))));
        if (session.state() == Session.State.INTERRUPTED) {
            out.add(new Limit(
                    "interrupted",
                    Text.of("捕获进程意外结束，最后约一秒可能缺失", "the capturing process died; up to its last second may be missing")));
        }
        if (session.state() == Session.State.IMPORTED) {
            out.add(new Limit(
                    "imported", Text.of("来自 HAR 文件：只有导出工具所见的内容", "from a HAR file: only what the exporting tool saw")));
        }
        if (session.spec().declaration().map(Declaration::status).equals(Optional.of(Declaration.Status.DRAFT))) {
            out.add(
                    new Limit(
                            "declaration_draft",
                            Text.of(
                                    "声明是由隐私政策自动起草的，尚未核对（status: draft）：与声明有关的结论须先核对原文",
                                    "the declaration was drafted from the policy and nobody has checked it (status: draft): compare"
                                            + " it with the policy before relying on what is said of declared and undeclared")));
        }
        return out;
    }
}
