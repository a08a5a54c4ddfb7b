package io.mingcha.flows;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;

/** Whole numbers in ascending order, each once, four bytes a number: a finding may rest on a million exchanges. */
public final class Ordinals extends AbstractList<Integer> implements RandomAccess {
    private final int[] numbers;

    private Ordinals(int[] numbers) {
        this.numbers = numbers;
    }

    public static Ordinals of(BitSet numbers) {
        return new Ordinals(numbers.stream().toArray());
    }

    /** The same, sorted and without doubles. */
    public static Ordinals copyOf(List<Integer> numbers) {
        return numbers instanceof Ordinals ordinals
                ? ordinals
                : new Ordinals(numbers.stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    @Override
    public Integer get(int index) {
        return numbers[index];
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public boolean contains(Object number) {
        return number instanceof Integer wanted && Arrays.binarySearch(numbers, wanted) >= 0;
    }
}
