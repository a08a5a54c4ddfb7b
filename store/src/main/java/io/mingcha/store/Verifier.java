package io.mingcha.store;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import io.mingcha.store.body.BodyRef;
import io.mingcha.store.body.RecordKind;
import io.mingcha.store.body.SegmentScan;
import io.mingcha.store.body.Segments;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.Pointer;
import io.mingcha.store.log.Row;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Goes through a session's record from the first link of its chain to the last. */
final class Verifier {
    private static final int MOST = 100;
    private static final int PAGE = 256;

    private final SessionFolder folder;
    private final SessionLog log;
    private final Segments segments;
    private final boolean running;
    private final List<Verification.Defect> defects = new ArrayList<>();
    private int flows;
    private long records;
    private long bytes;
    private long referenced;
    private byte[] lastState = new byte[0];
    private byte[] lastSpec = new byte[0];

    Verifier(SessionFolder folder, SessionLog log, Segments segments, boolean running) {
        this.folder = folder;
        this.log = log;
        this.segments = segments;
        this.running = running;
    }

    Verification verify() {
        String head = "";
        try {
            Chain chain = chain();
            head = chain.head();
            if (!running) {
                segments();
                file(chain);
            }
        } catch (IOException | RuntimeException e) {
            defect(
                    "session " + folder.id(),
                    "记录无法读取：" + Faults.reason(e),
                    "the record cannot be read: " + Faults.reason(e));
        }
        return new Verification(folder.id(), flows, records, bytes, head, defects);
    }

    private Chain chain() {
        Chain chain = Chain.of(folder.id());
        Deque<Entry> entries = new ArrayDeque<>(log.entries());
        long next = 0;
        List<Row> page;
        do {
            page = log.flowsBySeq(next, PAGE);
            for (Row row : page) {
                chain = entriesBefore(row.seq(), entries, chain);
                chain = flow(row, chain);
                next = row.seq() + 1;
            }
        } while (page.size() == PAGE);
        return entriesBefore(Long.MAX_VALUE, entries, chain);
    }

    private Chain entriesBefore(long seq, Deque<Entry> entries, Chain chain) {
        Chain end = chain;
        for (Entry entry = entries.peek(); entry != null && entry.seq() < seq; entry = entries.peek()) {
            entries.remove();
            String where = "record " + entry.seq() + " (" + entry.kind() + ")";
            end = link(end, entry.seq(), entry.kind(), entry.record(), entry.hash(), where);
            if (entry.kind().equals(Entry.EVIDENCE)) {
                evidence(Evidence.of(entry));
            } else if (entry.kind().equals(Entry.STATE)) {
                lastState = entry.record();
            } else if (entry.kind().equals(Entry.SPEC)) {
                lastSpec = entry.record();
            }
        }
        return end;
    }

    private void evidence(Evidence kept) {
        String where = "evidence/" + kept.name();
        try {
            if (!kept.isWhole(folder.path())) {
                defect(where, "摘要不符：文件被改动", "its digest does not match: the file was changed");
            }
        } catch (IOException e) {
            defect(where, "无法读取：" + Faults.reason(e), "cannot be read: " + Faults.reason(e));
        }
    }

    private Chain flow(Row row, Chain chain) {
        flows++;
        String where = "exchange " + row.ordinal();
        Chain end;
        try {
            byte[] record = StoredSession.record(row, segments);
            end = link(chain, row.seq(), Entry.FLOW, record, row.hash(), where);
            if (Pointer.in(row.record()).isPresent()) {
                referenced++;
            }
            FlowJson.Described described = FlowJson.read(record, segments::body);
            if (!row.agreesWith(described.flow())) {
                defect(where, "行中的列与记录不符", "a column of its row differs from its description");
            }
            for (Direction direction : Direction.values()) {
                body(described.bodies().of(direction), row.ordinal(), direction, where);
            }
        } catch (IOException | RuntimeException e) {
            defect(where, "无法读取：" + Faults.reason(e), "cannot be read: " + Faults.reason(e));
            end = Chain.resume(row.hash(), row.seq() + 1);
        }
        return end;
    }

    private void body(BodyRef body, int ordinal, Direction direction, String where) throws IOException {
        referenced += body.extents().size();
        if (running) {
            records += body.extents().size();
            bytes += body.kept();
        }
        if (!segments.holds(body.extents(), ordinal, RecordKind.of(direction))) {
            defect(
                    where,
                    direction.label() + " 正文的记录头被改动",
                    "a record header of its " + direction.label() + " body was changed");
        } else if (!segments.sha256(body.extents()).equals(body.sha256())) {
            defect(
                    where,
                    direction.label() + " 正文的摘要不符",
                    "the digest of its " + direction.label() + " body does not match");
        }
    }

    private Chain link(Chain chain, long seq, String kind, byte[] record, byte[] hash, String where) {
        if (seq != chain.length()) {
            defect(
                    where,
                    "链中缺少记录 " + chain.length() + " 至 " + (seq - 1),
                    "records " + chain.length() + " to " + (seq - 1) + " before it are missing");
            return Chain.resume(hash, seq + 1);
        }
        Chain.Link computed = chain.append(kind, record);
        if (!Arrays.equals(computed.hash(), hash)) {
            defect(where, "哈希链在此断开：记录被改动", "the hash chain breaks here: the record was changed");
            return Chain.resume(hash, seq + 1);
        }
        return chain;
    }

    private void segments() throws IOException {
        for (int number : Segments.numbers(folder.path())) {
            SegmentScan.Result result =
                    SegmentScan.scan(folder.path(), number, folder.id(), (ordinal, kind, offset, extent) -> {});
            records += result.records();
            bytes += result.length();
            if (!result.isWhole()) {
                defect(
                        "bodies-%05d.seg".formatted(number),
                        "第 " + result.whole() + " 字节之后的记录已损坏",
                        "the record at byte " + result.whole() + " is damaged");
            }
        }
        if (defects.isEmpty() && records != referenced && mayNotHaveStrays()) {
            defect(
                    "bodies-*.seg",
                    (records - referenced) + " 条正文记录不属于任何交换",
                    (records - referenced) + " body records belong to no exchange");
        }
    }

    private boolean mayNotHaveStrays() throws IOException {
        SessionFile file = SessionFile.readFrom(folder.path());
        return file.state() != Session.State.INTERRUPTED
                && file.unrecordedSince().isEmpty();
    }

    private void file(Chain chain) throws IOException {
        SessionFile file = SessionFile.readFrom(folder.path());
        String where = "session.json";
        if (file.length() != chain.length() || !file.head().equals(chain.head())) {
            defect(
                    where,
                    "链应有 " + file.length() + " 条记录，实有 " + chain.length(),
                    "the chain should end with record " + (file.length() - 1) + ", it ends with "
                            + (chain.length() - 1));
        }
        if (!file.id().equals(folder.id()) || !Arrays.equals(file.stateRecord(), lastState)) {
            defect(where, "会话状态与链不符", "the session's state differs from the chain");
        }
        if (!Arrays.equals(SessionFile.specRecord(file.spec()), lastSpec)) {
            defect(where, "会话说明与链不符", "the session's specification differs from the chain");
        }
    }

    private void defect(String where, String zh, String en) {
        if (defects.size() < MOST) {
            defects.add(new Verification.Defect(where, Text.of(zh, en)));
        }
    }
}
