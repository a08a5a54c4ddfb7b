package io.mingcha.cli.policy;

import io.mingcha.cli.policy.PdfText.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands at the head and at the foot of page after page, the same but for its numbers: a title, a date, a page's number. */
final class PdfMargins {
    /** So many lines may a margin have. */
    private static final int DEEPEST = 3;

    private final List<List<Line>> heads = new ArrayList<>();
    private final List<List<Line>> feet = new ArrayList<>();

    void page(List<Line> lines) {
        List<Line> written = lines.stream().filter(line -> line.row().isEmpty()).toList();
        heads.add(written.stream().limit(DEEPEST).toList());
        List<Line> last = new ArrayList<>(written.subList(Math.max(0, written.size() - DEEPEST), written.size()));
        Collections.reverse(last);
        feet.add(last);
    }

    /** Of lines all but those of the margins; what stands at the head of the first page may be the title of the whole. */
    List<Line> without(List<Line> lines) {
        if (heads.size() < 2) {
            return List.copyOf(lines);
        }
        Set<Line> running = Collections.newSetFromMap(new IdentityHashMap<>());
        heads.stream().skip(1).forEach(page -> running.addAll(again(page, heads)));
        feet.forEach(page -> running.addAll(again(page, feet)));
        return lines.stream().filter(line -> !running.contains(line)).toList();
    }

    /** The outermost lines of a page, as far as each stands at the same place of most pages. */
    private static List<Line> again(List<Line> page, List<List<Line>> pages) {
        List<Line> running = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            String words = words(page.get(i));
            int place = i;
            long same = pages.stream()
                    .filter(other ->
                            other.size() > place && words(other.get(place)).equals(words))
                    .count();
            if (words.isEmpty() ? same < pages.size() : same < 2 || same * 2 <= pages.size()) {
                break;
            }
            running.add(page.get(i));
        }
        return running;
    }

    private static String words(Line line) {
        return line.pieces().stream()
                .map(piece -> piece.words().replaceAll("[\\d\\s]+", ""))
                .collect(Collectors.joining());
    }
}
