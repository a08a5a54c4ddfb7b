package io.mingcha.sessions.run;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.plan.CaptureWish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run needs of whoever records its traffic. Every recording has a proxy and a session of its own. */
public interface CaptureService {

    /**
     * Begins to record.
     *
     * @throws io.mingcha.settings.FaultException if it cannot be done as wished; nothing is recorded then
     */
    Recording start(SessionSpec spec, CaptureWish wish);

    /** One session being recorded. */
    interface Recording extends AutoCloseable {

        /** The session's. */
        String id();

        Route route();

        /** By the session's clock, which never runs backwards. */
        Instant now();

        void mark(Marker marker);

        /** Keeps something beside the record, such as a screenshot; its digest enters the hash chain. */
        void keep(String name, byte[] content);

        /** Adds to something beside the record, at once: it outlives this process. The digest of the whole enters the chain in the end. */
        void add(String name, byte[] piece);

        Traffic traffic();

        /** How the recording stands now. A proxy that is gone is started again, if that can be. */
        default Standing standing() {
            return Standing.WELL;
        }

        /** How much passed; absent if nobody counts. */
        default Optional<Volume> volume() {
            return Optional.empty();
        }

        /** Which certificates apps took and which they refused, as far as the proxy showed them any. */
        default List<Handshake> handshakes() {
            return List.of();
        }

        /** The connections of the session so far. */
        List<Connection> connections();

        /** The hosts that each connection went to, by its number. */
        Map<Integer, Set<String>> hosts();

        /** Notes whose connections were, by their numbers. */
        void own(Map<Integer, Owner> owners);

        /** Replaces what is said about the session; markers stay. */
        void describe(SessionSpec spec);

        SessionSpec spec();

        /** Ends the recording in good order. */
        @Override
        void close();
    }

    /**
     * Bytes that passed, both ways, as they were on the line without what carries them.
     *
     * @param bytes by the number of the connection
     * @param open exchanges that are under way, which are not in it
     */
    record Volume(Map<Integer, Long> bytes, int open) {}

    /** How a recording stands. */
    enum Standing {
        WELL,
        /** Its proxy was gone and takes connections again. */
        PROXY_RESTARTED,
        PROXY_GONE,
        /** Traffic passes and is not recorded. */
        NOT_RECORDING
    }

    /**
     * An app was shown a certificate of ours.
     *
     * @param at when its connection was accepted
     * @param accepted whether it took the certificate
     */
    record Handshake(Instant at, String host, boolean accepted) {}

    /**
     * What passed so far.
     *
     * @param exchanges that were read
     * @param connections and tunnels, read or not
     * @param unread of them those that could not be read
     * @param lossless false once something passed without being recorded
     */
    record Traffic(int exchanges, int connections, int unread, boolean lossless) {

        /** Of what there was, the share that was read. */
        public double share() {
            return connections == 0 ? 0 : 1 - (double) unread / connections;
        }
    }
}
