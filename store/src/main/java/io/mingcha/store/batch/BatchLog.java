package io.mingcha.store.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.json.RunJson;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tries of every batch of a data folder. What a call has noted outlives a death of this process. Safe for many threads. */
public final class BatchLog implements AutoCloseable {
    private static final int LOCKED = 90020;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Handle handle;

    private BatchLog(Connection connection) {
        this.connection = connection;
        this.handle = Jdbi.open(connection);
    }

    /**
     * One try of one job.
     *
     * @param contents digest of what it was to do; empty if it was not noted
     * @param came as its writer named it; empty while it is open
     */
    public record Row(
            String job,
            String device,
            String contents,
            Instant began,
            Optional<Instant> ended,
            String came,
            Optional<String> session,
            Optional<RunVerdict> verdict,
            Text why) {}

    /** Opens the log of a data folder, making it if there is none. */
    public static BatchLog open(Path data) {
        Path file = data.toAbsolutePath().resolve("batches");
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0");
        source.setUser("sa");
        source.setPassword("");
        try {
            BatchLog log = new BatchLog(source.getConnection());
            log.handle.execute("CREATE TABLE IF NOT EXISTS try (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " batch VARCHAR NOT NULL, job VARCHAR NOT NULL, device VARCHAR NOT NULL, began VARCHAR NOT NULL,"
                    + " ended VARCHAR, came VARCHAR NOT NULL, session VARCHAR, verdict VARCHAR, why_zh VARCHAR NOT NULL,"
                    + " why_en VARCHAR NOT NULL)");
            // logs of before have rows without it
            log.handle.execute("ALTER TABLE try ADD COLUMN IF NOT EXISTS contents VARCHAR DEFAULT '' NOT NULL");
            return log;
        } catch (SQLException e) {
            throw new Fault(
                            e.getErrorCode() == LOCKED
                                    ? Text.of("另一个批次正在使用此数据目录", "Another batch uses this data folder")
                                    : Text.of(
                                            "批次记录无法打开：" + e.getMessage(),
                                            "The log of batches cannot be opened: " + e.getMessage()),
                            file + ".mv.db",
                            Text.of(
                                    "等待它结束，或用 --data 指定另一个目录",
                                    "Wait until it has ended, or choose another folder with --data"))
                    .asException(e);
        }
    }

    /** Every try of a batch, in the order they began. */
    public synchronized List<Row> rows(String batch) {
        return handle.createQuery("SELECT * FROM try WHERE batch = ? ORDER BY id")
                .bind(0, batch)
                .map((rs, context) -> row(rs))
                .list();
    }

    public synchronized void began(String batch, String job, String device, String contents, Instant at) {
        handle.execute(
                "INSERT INTO try (batch, job, device, contents, began, came, why_zh, why_en)"
                        + " VALUES (?, ?, ?, ?, ?, '', '', '')",
                batch,
                job,
                device,
                contents,
                at.toString());
    }

    /** Notes the end of the try of a job that began last. */
    public synchronized void ended(
            String batch,
            String job,
            String came,
            Optional<String> session,
            Optional<RunVerdict> verdict,
            Text why,
            Instant at) {
        handle.createUpdate(
                        "UPDATE try SET ended = :ended, came = :came, session = :session, verdict = :verdict,"
                                + " why_zh = :zh, why_en = :en WHERE id = (SELECT MAX(id) FROM try WHERE batch = :batch AND job = :job)")
                .bind("ended", at.toString())
                .bind("came", came)
                .bind("session", session.orElse(null))
                .bind("verdict", verdict.map(v -> RunJson.write(v).toString()).orElse(null))
                .bind("zh", why.zh())
                .bind("en", why.en())
                .bind("batch", batch)
                .bind("job", job)
                .execute();
    }

    /** Forgets a batch. */
    public synchronized void forget(String batch) {
        handle.execute("DELETE FROM try WHERE batch = ?", batch);
    }

    private static Row row(ResultSet rs) throws SQLException {
        @Nullable String ended = rs.getString("ended");
        @Nullable String verdict = rs.getString("verdict");
        return new Row(
                rs.getString("job"),
                rs.getString("device"),
                rs.getString("contents"),
                Instant.parse(rs.getString("began")),
                Optional.ofNullable(ended).map(Instant::parse),
                rs.getString("came"),
                Optional.ofNullable(rs.getString("session")),
                Optional.ofNullable(verdict).flatMap(BatchLog::verdict),
                Text.of(rs.getString("why_zh"), rs.getString("why_en")));
    }

    private static Optional<RunVerdict> verdict(String json) {
        try {
            return RunJson.read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        try {
            handle.close();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the log of batches did not close", e);
        }
    }
}
