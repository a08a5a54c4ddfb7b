package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a coded value stands and how it is opened. */
public final class Recipe {

    /**
     * What became of one value.
     *
     * @param steps that were undone, by name, in their order
     * @param failure why the next one was not; none if all were
     */
    @SuppressWarnings("ArrayRecordComponent") // made by a recipe, never changed
    public record Result(List<String> steps, byte[] bytes, Optional<Text> failure) {
        public Result {
            steps = List.copyOf(steps);
        }
    }

    private final String id;
    private final PathPattern host;
    private final PathPattern path;
    private final PathPattern at;
    private final List<Step> steps;

    Recipe(String id, PathPattern host, PathPattern path, PathPattern at, List<Step> steps) {
        this.id = id;
        this.host = host;
        this.path = path;
        this.at = at;
        this.steps = List.copyOf(steps);
    }

    public String id() {
        return id;
    }

    boolean isFor(String requestedHost, String requestedPath) {
        return host.matches(requestedHost) && path.matches(requestedPath);
    }

    /** Whether the value at this path, such as {@code request.body ▸ form:data}, is one that it opens. */
    public boolean opens(String fieldPath) {
        return at.matches(fieldPath);
    }

    /** Those that it holds itself. */
    List<byte[]> keys() {
        return steps.stream().flatMap(step -> step.keys().stream()).toList();
    }

    int stepCount() {
        return steps.size();
    }

    /** Undoes step after step, as far as it goes. */
    public Result run(byte[] coded, Keys keys) {
        List<String> done = new ArrayList<>();
        byte[] bytes = coded;
        for (Step step : steps) {
            try {
                bytes = step.undo(bytes, keys);
            } catch (Unopened e) {
                Text why = Text.of(
                        step.name() + "：" + e.reason().zh(),
                        step.name() + ": " + e.reason().en());
                return new Result(done, bytes, Optional.of(why));
            }
            done.add(step.name());
        }
        return new Result(done, bytes, Optional.empty());
    }
}
