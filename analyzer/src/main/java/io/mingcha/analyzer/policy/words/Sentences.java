package io.mingcha.analyzer.policy.words;

import io.mingcha.analyzer.policy.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of a paragraph. A semicolon ends one only if data is named on both sides of it. */
public final class Sentences {
    private static final Pattern END =
            Pattern.compile("[。！？!?]+|[；;](?![^（(]*[）)])|\\n|(?<![A-Z]|Inc|Ltd|Co|e\\.g|i\\.e)\\.\\s+(?=[A-Z])");

    private Sentences() {}

    public static List<Span> of(String text, Span paragraph, Mentions mentions) {
        List<Span> out = new ArrayList<>();
        Matcher end = END.matcher(text).region(paragraph.start(), paragraph.end());
        end.useTransparentBounds(true);
        int start = paragraph.start();
        boolean soft = false;
        boolean more = true;
        while (more) {
            more = end.find();
            int until = more ? end.end() : paragraph.end();
            Span piece = new Span(start, until).stripped(text);
            if (piece.length() > 0) {
                Span last = out.isEmpty() ? piece : out.get(out.size() - 1);
                if (soft
                        && !out.isEmpty()
                        && (mentions.in(piece).isEmpty() || mentions.in(last).isEmpty())) {
                    out.set(out.size() - 1, new Span(last.start(), piece.end()));
                } else {
                    out.add(piece);
                }
            }
            soft = more && "；;".contains(end.group());
            start = until;
        }
        return out;
    }
}
