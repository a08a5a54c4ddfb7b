package io.mingcha.store.log;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** The rows of one session. One thread writes; reading is free to any thread and sees what was committed. */
public final class SessionLog implements AutoCloseable {
    private static final String VERSION = "1";
    private static final int LOCKED = 90020;
    private static final RowMapper<Row> ROW = (rs, context) -> new Row(
            rs.getInt("ordinal"),
            rs.getLong("seq"),
            rs.getLong("opened"),
            rs.getString("host"),
            rs.getString("method"),
            rs.getInt("status"),
            rs.getString("state"),
            rs.getLong("request_bytes"),
            rs.getLong("response_bytes"),
            rs.getBytes("record"),
            rs.getBytes("hash"));
    private static final RowMapper<Entry> ENTRY = (rs, context) ->
            new Entry(rs.getLong("seq"), rs.getString("kind"), rs.getBytes("record"), rs.getBytes("hash"));

    private final Path database;
    private final JdbcDataSource source;
    private final Connection writer;
    private final Jdbi reader;
    private final List<PreparedStatement> statements;
    private int pending;

    private SessionLog(Path database, JdbcDataSource source, Connection writer, boolean writable) throws SQLException {
        this.database = database;
        this.source = source;
        this.writer = writer;
        this.reader = Jdbi.create(source::getConnection);
        if (writable) {
            writer.setAutoCommit(false);
            this.statements = List.of(
                    writer.prepareStatement("INSERT INTO flow VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                    writer.prepareStatement("MERGE INTO open_flow KEY (ordinal) VALUES (?, ?)"),
                    writer.prepareStatement("DELETE FROM open_flow WHERE ordinal = ?"),
                    writer.prepareStatement("INSERT INTO entry VALUES (?, ?, ?, ?)"));
        } else {
            this.statements = List.of();
        }
    }

    /** Opens the log in a folder for writing; makes it if there is none. */
    public static SessionLog forWriting(Path folder) {
        return open(folder, true);
    }

    /** Opens an existing log for reading only; several processes may do so at once. */
    public static SessionLog forReading(Path folder) {
        return open(folder, false);
    }

    private static SessionLog open(Path folder, boolean writable) {
        Path file = folder.toAbsolutePath().resolve("log");
        if (file.toString().contains(";")) {
            throw new Fault(
                            Text.of("数据目录的路径不能包含分号", "The path of the data folder contains a semicolon"),
                            folder.toString(),
                            Text.of("请用 --data 指定另一个目录", "Choose another folder with --data"))
                    .asException();
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file
                + ";DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=8192;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0"
                + (writable ? ";WRITE_DELAY=250;AUTO_COMPACT_FILL_RATE=0" : ";ACCESS_MODE_DATA=r"));
        source.setUser("sa");
        source.setPassword("");
        for (int attempt = 0; ; attempt++) {
            try {
                Connection connection = source.getConnection();
                if (!isCurrent(connection)) {
                    migrate(source, folder, writable);
                }
                return new SessionLog(file.resolveSibling("log.mv.db"), source, connection, writable);
            } catch (SQLException e) {
                if (e.getErrorCode() != LOCKED || attempt == 40) {
                    throw unreadable(folder, e);
                }
                pause(folder, e);
            }
        }
    }

    // another process may be adding a marker: it holds the file for a moment
    private static void pause(Path folder, SQLException cause) {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(folder, cause);
        }
    }

    private static RuntimeException unreadable(Path folder, SQLException e) {
        if (e.getErrorCode() == LOCKED) {
            return new Fault(
                            Text.of("会话正被另一个进程使用", "Another process is using the session"),
                            folder.toString(),
                            Text.of("请等待它结束后重试", "Wait until it has finished and try again"))
                    .asException(e);
        }
        return new Fault(
                        Text.of("会话记录无法打开：" + e.getMessage(), "The session's log cannot be opened: " + e.getMessage()),
                        folder.toString(),
                        Text.of(
                                "请检查磁盘空间与权限；若文件已损坏，请从备份恢复",
                                "Check disk space and permissions; if the file is damaged, restore it from a copy"))
                .asException(e);
    }

    // Flyway takes a second to warm up: ask it only if there is something to migrate
    private static boolean isCurrent(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(
                        "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"success\" ORDER BY \"installed_rank\" DESC LIMIT 1")) {
            return rs.next() && VERSION.equals(rs.getString(1));
        } catch (SQLException e) {
            return false;
        }
    }

    private static void migrate(JdbcDataSource source, Path folder, boolean writable) {
        if (!writable) {
            throw new Fault(
                            Text.of("会话记录由较旧的版本写成或已损坏", "The session's log is of an older version, or damaged"),
                            folder.toString(),
                            Text.of("请先运行：mingcha verify", "Run first: mingcha verify"))
                    .asException();
        }
        Flyway.configure(SessionLog.class.getClassLoader())
                .dataSource(source)
                .loggers("slf4j")
                .locations("classpath:io/mingcha/store/schema")
                .load()
                .migrate();
    }

    public void add(Row row) throws SQLException {
        PreparedStatement insert = statements.get(0);
        insert.setInt(1, row.ordinal());
        insert.setLong(2, row.seq());
        insert.setLong(3, row.opened());
        insert.setString(4, row.host());
        insert.setString(5, row.method());
        insert.setInt(6, row.status());
        insert.setString(7, row.state());
        insert.setLong(8, row.requestBytes());
        insert.setLong(9, row.responseBytes());
        insert.setBytes(10, row.record());
        insert.setBytes(11, row.hash());
        insert.addBatch();
        pending++;
    }

    public void add(Entry entry) throws SQLException {
        PreparedStatement insert = statements.get(3);
        insert.setLong(1, entry.seq());
        insert.setString(2, entry.kind());
        insert.setBytes(3, entry.record());
        insert.setBytes(4, entry.hash());
        insert.addBatch();
        pending++;
    }

    /** Notes what is known so far of an exchange that has not ended. */
    public void addOpen(int ordinal, byte[] record) throws SQLException {
        PreparedStatement merge = statements.get(1);
        merge.setInt(1, ordinal);
        merge.setBytes(2, record);
        merge.addBatch();
        pending++;
    }

    public void removeOpen(int ordinal) throws SQLException {
        PreparedStatement delete = statements.get(2);
        delete.setInt(1, ordinal);
        delete.addBatch();
        pending++;
    }

    /** Makes everything added visible to readers. */
    public void commit() throws SQLException {
        if (pending > 0) {
            pending = 0;
            // an exchange noted as open is removed after it was noted
            for (PreparedStatement statement : statements) {
                statement.executeBatch();
            }
            writer.commit();
        }
    }

    /** Hands everything committed to the operating system: it then outlives this process. */
    public void checkpoint() throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /**
     * Waits until the device has what was written; any thread. Past the database, whose own way of doing it would hold up
     * the writer for as long as the device takes.
     */
    public void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.READ)) {
            channel.force(false);
        }
    }

    /** Exchanges from an ordinal on, ascending. */
    public List<Row> flows(int from, int limit) {
        return reader.withHandle(
                h -> h.createQuery("SELECT * FROM flow WHERE ordinal >= :from ORDER BY ordinal LIMIT :limit")
                        .bind("from", from)
                        .bind("limit", limit)
                        .map(ROW)
                        .list());
    }

    /** Exchanges in the order of the chain. */
    public List<Row> flowsBySeq(long from, int limit) {
        return reader.withHandle(h -> h.createQuery("SELECT * FROM flow WHERE seq >= :from ORDER BY seq LIMIT :limit")
                .bind("from", from)
                .bind("limit", limit)
                .map(ROW)
                .list());
    }

    public Optional<Row> flow(int ordinal) {
        return reader.withHandle(h -> h.createQuery("SELECT * FROM flow WHERE ordinal = :ordinal")
                .bind("ordinal", ordinal)
                .map(ROW)
                .findOne());
    }

    /** The ordinals of all exchanges from one on. */
    public Set<Integer> ordinals(int from) {
        return new HashSet<>(reader.withHandle(h -> h.createQuery("SELECT ordinal FROM flow WHERE ordinal >= :from")
                .bind("from", from)
                .mapTo(Integer.class)
                .list()));
    }

    /** What was noted of exchanges that had not ended. */
    public List<byte[]> open() {
        return reader.withHandle(h -> h.createQuery("SELECT record FROM open_flow ORDER BY ordinal")
                .mapTo(byte[].class)
                .list());
    }

    /** Everything in the chain that is not an exchange, in order. */
    public List<Entry> entries() {
        return reader.withHandle(h ->
                h.createQuery("SELECT * FROM entry ORDER BY seq").map(ENTRY).list());
    }

    /** How many exchanges there are, and their bytes both ways. */
    public Totals totals() {
        return reader.withHandle(h -> h.createQuery(
                        "SELECT COUNT(*) AS flows, COALESCE(SUM(request_bytes + response_bytes), 0) AS bytes FROM flow")
                .map((rs, context) -> new Totals(rs.getInt("flows"), rs.getLong("bytes")))
                .one());
    }

    public record Totals(int flows, long bytes) {}

    /**
     * The end of the chain.
     *
     * @param length records in it
     * @param hash of the last one; empty if there is none
     */
    public record Tail(long length, byte[] hash) {}

    public Tail tail() {
        return reader.withHandle(h -> Stream.of("flow", "entry")
                .flatMap(table -> h
                        .createQuery("SELECT seq, hash FROM " + table + " ORDER BY seq DESC LIMIT 1")
                        .map((rs, context) -> new Tail(rs.getLong("seq") + 1, rs.getBytes("hash")))
                        .stream())
                .max(Comparator.comparingLong(Tail::length))
                .orElse(new Tail(0, new byte[0])));
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
