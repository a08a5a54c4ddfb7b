package io.mingcha.cli.live;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.store.FollowedSession;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other end of {@link LiveAnalysis}: reads what describes each exchange (its length, its bytes) from one stream and says what it
 * found on another, until the first ends.
 */
public final class LiveWork {
    static final byte NEWS = 1;
    static final byte SEEN = 2;

    private static final Logger LOG = LoggerFactory.getLogger(LiveWork.class);
    /** What is larger is left to the analysis afterwards: this process has little memory. */
    private static final long LARGEST = 4L << 20;
    /** So many are looked at before it is said again how far it is, while more are waiting. */
    private static final int SAID_AFTER = 64;

    private static final int BUFFER = 1 << 16;
    /** What warms up is compiled by then, if the process had so much of the processors. */
    private static final Duration WARM = Duration.ofSeconds(12);

    private final Analyzer analyzer;
    private final FollowedSession session;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Set<String> told = new HashSet<>();
    private final ProcessorClaim claim = new ProcessorClaim();
    private Seen seen = Seen.NOTHING;

    /** @param analyzer of this session, used by nobody else */
    public LiveWork(Analyzer analyzer, FollowedSession session, InputStream in, OutputStream out) {
        this.analyzer = analyzer;
        this.session = session;
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    }

    /** Looks at examples for as long as nothing else is there to be looked at: the first exchanges would else take the longest. */
    public void warmUp(List<Flow> examples) throws IOException {
        while (claim.taken().compareTo(WARM) < 0) {
            for (Flow example : examples) {
                if (in.available() > 0) {
                    return;
                }
                session.practised(example);
                analyzer.glance(example);
            }
        }
    }

    /** Returns when the recording has ended. */
    public void run() throws IOException {
        int unsaid = 0;
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
            look(next.get());
            claim.giveUpInTime();
            unsaid++;
            if (in.available() == 0 || unsaid == SAID_AFTER) {
                out.writeByte(SEEN);
                seen.writeTo(out);
                out.flush();
                unsaid = 0;
            }
        }
    }

    private Optional<byte[]> next() throws IOException {
        try {
            byte[] description = new byte[in.readInt()];
            in.readFully(description);
            return Optional.of(description);
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private void look(byte[] description) throws IOException {
        boolean small = false;
        int sent = 0;
        Instant ended = Instant.now();
        try {
            Flow flow = session.flow(description);
            ended = flow.timing().closed().orElse(flow.timing().opened());
            small = size(flow) <= LARGEST;
            for (Exposure exposure : small ? analyzer.glance(flow) : List.<Exposure>of()) {
                if (exposure.direction() == Direction.REQUEST) {
                    sent++;
                    tell(exposure);
                }
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // what a hostile message does to it is for the analysis afterwards to bear
            small = false;
            LOG.warn("an exchange could not be looked at live: {}", e.getClass());
        }
        Duration since = Duration.between(ended, Instant.now());
        seen = seen.and(small, sent, since.isNegative() ? Duration.ZERO : since);
    }

    private void tell(Exposure exposure) throws IOException {
        if (told.add(exposure.dataType() + " " + exposure.recipient())) {
            out.writeByte(NEWS);
            News.of(exposure).writeTo(out);
            out.flush();
        }
    }

    private static long size(Flow flow) {
        return kept(flow.request()) + kept(flow.response());
    }

    private static long kept(Optional<Message> message) {
        return message.map(m -> m.body().kept()).orElse(0L);
    }
}
