package io.mingcha.sessions.consent;

import java.util.Map;
import java.util.TreeMap;

/** How often something claimed was so, and something that was so was claimed. */
public final class Rates {
    private int right;
    private int wrong;
    private int missed;
    private final Map<String, Integer> mistakes = new TreeMap<>();

    public void right() {
        right++;
    }

    public void wrong(String what) {
        wrong++;
        mistakes.merge("wrong: " + what, 1, Integer::sum);
    }

    public void missed(String what) {
        missed++;
        mistakes.merge("missed: " + what, 1, Integer::sum);
    }

    public double precision() {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    public double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    public Rates with(Rates other) {
        Rates both = new Rates();
        both.right = right + other.right;
        both.wrong = wrong + other.wrong;
        both.missed = missed + other.missed;
        both.mistakes.putAll(mistakes);
        other.mistakes.forEach((k, v) -> both.mistakes.merge(k, v, Integer::sum));
        return both;
    }

    public String summary() {
        return String.format(
                java.util.Locale.ROOT,
                "precision %.4f, recall %.4f (%d right, %d wrong, %d missed)",
                precision(),
                recall(),
                right,
                wrong,
                missed);
    }

    @Override
    public String toString() {
        return summary()
                + mistakes.entrySet().stream()
                        .map(e -> "\n  " + e.getValue() + " × " + e.getKey())
                        .collect(java.util.stream.Collectors.joining());
    }
}
