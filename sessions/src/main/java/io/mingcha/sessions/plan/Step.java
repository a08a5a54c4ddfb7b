package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One thing that a plan does. */
public sealed interface Step {

    void perform(Stage stage);

    /** What it does, for logs and reports; never with what it types. */
    String shown();

    /** What the device must be able to do. */
    default Set<Ability> needs() {
        return Set.of();
    }

    /** The steps inside it. */
    default Stream<PlannedStep> inner() {
        return Stream.empty();
    }

    /** The texts in it that refer to something. */
    default Stream<Phrase> phrases() {
        return Stream.empty();
    }

    /** Steps without anything to say about them. */
    enum Plain implements Step {
        INSTALL("install", Set.of(Ability.INSTALL)) {
            @Override
            public void perform(Stage stage) {
                stage.install();
            }
        },
        UNINSTALL("uninstall", Set.of(Ability.INSTALL)) {
            @Override
            public void perform(Stage stage) {
                stage.uninstall();
            }
        },
        CLEAR("clear", Set.of(Ability.CLEAR)) {
            @Override
            public void perform(Stage stage) {
                stage.clear();
            }
        },
        UNLOCK("unlock", Set.of(Ability.UNLOCK)) {
            @Override
            public void perform(Stage stage) {
                stage.device().unlock();
            }
        },
        LAUNCH("launch", Set.of()) {
            @Override
            public void perform(Stage stage) {
                stage.launch();
            }
        },
        STOP("stop", Set.of()) {
            @Override
            public void perform(Stage stage) {
                stage.device().stop(stage.app());
            }
        },
        BACK("back", Set.of()) {
            @Override
            public void perform(Stage stage) {
                stage.device().press(Key.BACK);
            }
        },
        ENTER("enter", Set.of()) {
            @Override
            public void perform(Stage stage) {
                stage.device().press(Key.ENTER);
            }
        },
        HOME("home", Set.of(Ability.HOME)) {
            @Override
            public void perform(Stage stage) {
                stage.home();
            }
        };

        private final String verb;
        private final Set<Ability> needs;

        Plain(String verb, Set<Ability> needs) {
            this.verb = verb;
            this.needs = needs;
        }

        @Override
        public String shown() {
            return verb;
        }

        @Override
        public Set<Ability> needs() {
            return needs;
        }
    }

    record WaitFor(Target target) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.find(target);
        }

        @Override
        public String shown() {
            return "wait_for " + target.shown();
        }
    }

    record Tap(Target target) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.tap(stage.find(target));
        }

        @Override
        public String shown() {
            return "tap " + target.shown();
        }
    }

    /** @param into the field to tap first; without one the text goes where the focus is */
    record Type(Phrase text, Optional<Target> into) implements Step {
        @Override
        public void perform(Stage stage) {
            String spelled = stage.spell(text);
            into.ifPresent(target -> stage.tap(stage.find(target)));
            stage.device().type(spelled);
        }

        @Override
        public String shown() {
            return "type " + text.veiled() + into.map(t -> " into " + t.shown()).orElse("");
        }

        @Override
        public Stream<Phrase> phrases() {
            return Stream.of(text);
        }
    }

    /** Moves a finger over the middle of the screen. */
    record Swipe(Way way) implements Step {
        private static final Duration USUAL = Duration.ofMillis(300);

        /** Where the finger goes; the content goes with it. */
        public enum Way {
            UP(0, -1),
            DOWN(0, 1),
            LEFT(-1, 0),
            RIGHT(1, 0);

            private final int across;
            private final int down;

            Way(int across, int down) {
                this.across = across;
                this.down = down;
            }
        }

        @Override
        public void perform(Stage stage) {
            Bounds area = stage.device().screen().roots().stream()
                    .map(Node::bounds)
                    .max(java.util.Comparator.comparingLong(b -> (long) b.width() * b.height()))
                    .orElse(Bounds.NONE);
            Point from = area.center();
            int x = from.x() + way.across * area.width() * 3 / 10;
            int y = from.y() + way.down * area.height() * 3 / 10;
            stage.device().swipe(from, new Point(x, y), USUAL);
        }

        @Override
        public String shown() {
            return "swipe " + way.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param name the permission to set at once; without one the dialog that is shown is answered */
    record Permission(Optional<String> name, boolean grant) implements Step {
        @Override
        public void perform(Stage stage) {
            if (name.isPresent()) {
                stage.permission(name.get(), grant);
            } else {
                stage.answerPermission(grant);
            }
        }

        @Override
        public String shown() {
            return "permission " + (grant ? "grant" : "deny")
                    + name.map(n -> " " + n).orElse("");
        }

        @Override
        public Set<Ability> needs() {
            return name.isPresent() ? Set.of(Ability.PERMISSIONS) : Set.of();
        }
    }

    /** WGS-84 degrees. */
    record Locate(double latitude, double longitude) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.device().locate(latitude, longitude);
        }

        @Override
        public String shown() {
            return "locate";
        }

        @Override
        public Set<Ability> needs() {
            return Set.of(Ability.LOCATE);
        }
    }

    record Ask(Text question, Optional<String> as) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.ask(question, as);
        }

        @Override
        public String shown() {
            return "ask";
        }
    }

    record Screenshot(String name) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.screenshot(name);
        }

        @Override
        public String shown() {
            return "screenshot " + name;
        }
    }

    record Mark(String label) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.mark(label);
        }

        @Override
        public String shown() {
            return "marker " + label;
        }
    }

    record Scene(Optional<String> name) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.scene(name);
        }

        @Override
        public String shown() {
            return "scene " + name.orElse("none");
        }
    }

    record Idle(Duration time) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.idle(time);
        }

        @Override
        public String shown() {
            return "idle " + time.toMillis() + " ms";
        }
    }

    record OpenUrl(Phrase url) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.openUrl(stage.spell(url));
        }

        @Override
        public String shown() {
            return "open_url " + url;
        }

        @Override
        public Stream<Phrase> phrases() {
            return Stream.of(url);
        }
    }

    record Repeat(int times, List<PlannedStep> steps) implements Step {
        public Repeat {
            steps = List.copyOf(steps);
        }

        @Override
        public void perform(Stage stage) {
            for (int i = 0; i < times; i++) {
                stage.perform(steps);
            }
        }

        @Override
        public String shown() {
            return "repeat " + times;
        }

        @Override
        public Stream<PlannedStep> inner() {
            return steps.stream();
        }
    }

    record IfPresent(Target target, List<PlannedStep> then, List<PlannedStep> otherwise) implements Step {
        public IfPresent {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }

        @Override
        public void perform(Stage stage) {
            stage.perform(stage.shows(target) ? then : otherwise);
        }

        @Override
        public String shown() {
            return "if_present " + target.shown();
        }

        @Override
        public Stream<PlannedStep> inner() {
            return Stream.concat(then.stream(), otherwise.stream());
        }
    }

    /** A command in the device's shell. */
    record Run(Phrase command) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.device().run(stage.spell(command));
        }

        @Override
        public String shown() {
            return "run " + command;
        }

        @Override
        public Set<Ability> needs() {
            return Set.of(Ability.SHELL);
        }

        @Override
        public Stream<Phrase> phrases() {
            return Stream.of(command);
        }
    }

    /** Steps that the plan, or one of its variants, writes elsewhere under a name. */
    record Block(String name) implements Step {
        @Override
        public void perform(Stage stage) {
            stage.perform(stage.block(name));
        }

        @Override
        public String shown() {
            return "block " + name;
        }
    }
}
