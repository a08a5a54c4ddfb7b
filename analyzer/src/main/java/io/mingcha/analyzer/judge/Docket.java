package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.DataTypes;
import io.mingcha.analyzer.exposure.ExposureLog;
import io.mingcha.analyzer.exposure.Interleaved;
import io.mingcha.flows.Exposure;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What of a session is put before the rules, in the order in which it came. A million exchanges fit into memory. */
public final class Docket {
    private final DataTypes types;
    private final UnaryOperator<Exposure> settled;
    private final ExposureLog exposures = new ExposureLog();
    private final ExposureLog late = new ExposureLog();
    private Optional<Interleaved> all = Optional.empty();
    private final List<Case> exchanges = new ArrayList<>();
    private final BitSet judged = new BitSet();
    private final Map<Object, Object> equals = new HashMap<>();
    private byte[] decimals = new byte[1024];

    /** @param settled as what an exposure counts once all are there */
    public Docket(DataTypes types, UnaryOperator<Exposure> settled) {
        this.types = types;
        this.settled = settled;
    }

    /**
     * Adds an exchange or connection, before what it exposes.
     *
     * @param judged whether there are rules for it as such; what never reached a server only exposes
     */
    public void add(int flow, Instant at, Wire wire, Attributed attributed, boolean judged) {
        this.judged.set(exchanges.size(), judged);
        exchanges.add(new Case(flow, at, one(wire), one(attributed), Optional.empty()));
    }

    /**
     * Adds what the exchange that was added last exposes.
     *
     * @param decimals digits behind the point of a position as it was sent; -1 for anything else
     */
    public void add(Exposure exposure, int decimals) {
        int index = exposures.size();
        if (index == this.decimals.length) {
            this.decimals = Arrays.copyOf(this.decimals, index * 2);
        }
        this.decimals[index] = (byte) Math.min(decimals, Byte.MAX_VALUE);
        exposures.add(exposure);
    }

    /** Adds what an exchange exposes that came before; such come in the order of their exchanges, when all others are there. */
    public void addLate(Exposure exposure) {
        late.add(exposure);
        all = Optional.empty();
    }

    private Interleaved all() {
        if (all.isEmpty()) {
            all = Optional.of(new Interleaved(exposures, late));
        }
        return all.get();
    }

    /** Most exchanges are like others in all but their instant. */
    @SuppressWarnings("unchecked")
    private <T> T one(T thing) {
        return (T) equals.computeIfAbsent(thing, t -> t);
    }

    public List<Exposure> exposures() {
        Interleaved found = all();
        return new AbstractList<>() {
            @Override
            public Exposure get(int index) {
                return settled.apply(found.get(index));
            }

            @Override
            public int size() {
                return found.size();
            }
        };
    }

    /** The instant of the last of the exchanges that rules judge. */
    public Optional<Instant> end() {
        return judged.stream().mapToObj(i -> exchanges.get(i).at()).max(Instant::compareTo);
    }

    void forEachExchange(Consumer<Case> taking) {
        judged.stream().mapToObj(exchanges::get).forEach(taking);
    }

    void forEachExposure(Consumer<Case> taking) {
        int exchange = 0;
        Interleaved exposures = all();
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = settled.apply(exposures.get(i));
            int first = exposures.indexInFirst(i);
            while (exchanges.get(exchange).flow() != exposure.flow()) {
                exchange++;
            }
            Case of = exchanges.get(exchange);
            taking.accept(new Case(
                    of.flow(),
                    exposure.at(),
                    of.wire(),
                    of.attributed(),
                    Optional.of(new Case.Subject(
                            i, exposure, types.get(exposure.dataType()), first < 0 ? -1 : decimals[first]))));
        }
    }
}
