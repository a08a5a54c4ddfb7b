package io.mingcha.sessions.plan;

import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Node;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where steps act: the device, the app on it and what the run knows. Whatever may change what the app may do or where it
 * stands is done through here rather than on the device, so that markers fall.
 */
public interface Stage {

    Device device();

    /** The package under test. */
    String app();

    void install();

    void uninstall();

    void clear();

    void launch();

    void home();

    /** Waits for something to be shown, as long as the step may take. */
    Node find(Target target);

    /** Whether something is shown right now. */
    boolean shows(Target target);

    void tap(Node node);

    /** Answers the permission dialog that is shown. */
    void answerPermission(boolean grant);

    void permission(String name, boolean grant);

    String spell(Phrase phrase);

    void openUrl(String url);

    /**
     * Hands over to a person.
     *
     * @param as the name under which the answer is known to later steps; without one nothing is asked for but a nod
     */
    void ask(Text question, Optional<String> as);

    void screenshot(String name);

    void mark(String label);

    /** Enters a scene, leaving the one before; none leaves only. */
    void scene(Optional<String> name);

    /** Lets time pass while the screen is watched. */
    void idle(Duration time);

    /** The steps that the plan writes under a name. */
    List<PlannedStep> block(String name);

    void perform(List<PlannedStep> steps);
}
