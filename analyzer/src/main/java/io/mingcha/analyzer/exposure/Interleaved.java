package io.mingcha.analyzer.exposure;

import io.mingcha.flows.Exposure;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** Two lists of exposures, each in the order of its exchanges, as one: of an exchange what the first has comes before. */
public final class Interleaved extends AbstractList<Exposure> implements RandomAccess {
    private final List<Exposure> first;
    private final List<Exposure> second;
    /** Where each of the second stands in the whole. */
    private final int[] places;

    public Interleaved(List<Exposure> first, List<Exposure> second) {
        this.first = first;
        this.second = second;
        places = new int[second.size()];
        int before = 0;
        for (int i = 0; i < places.length; i++) {
            int flow = second.get(i).flow();
            while (before < first.size() && first.get(before).flow() <= flow) {
                before++;
            }
            places[i] = before + i;
        }
    }

    @Override
    public Exposure get(int index) {
        Objects.checkIndex(index, size());
        int place = Arrays.binarySearch(places, index);
        return place >= 0 ? second.get(place) : first.get(index + place + 1);
    }

    /** Where this one stands in the first list; -1 if it is of the second. */
    public int indexInFirst(int index) {
        int place = Arrays.binarySearch(places, index);
        return place >= 0 ? -1 : index + place + 1;
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }
}
