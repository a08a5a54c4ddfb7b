package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Watches the consent of one app through a run. It is shown every frame in order and told every tap of the plan; markers
 * fall when the frames prove them, which may be a few frames later than they happened: their windows say when that was. One
 * thread at a time.
 */
public final class ConsentWatch {
    private final Recogniser recogniser;
    private final String app;
    private final NoticeTrack notices;
    private final List<Track> tracks;
    private final Notes notes = new Notes();
    private Optional<Screen> last = Optional.empty();

    /**
     * @param app the package whose run it is; frames of other apps prove nothing
     * @param since no notice was there before
     */
    public ConsentWatch(Recogniser recogniser, String app, Instant since) {
        this.recogniser = recogniser;
        this.app = app;
        this.notices = new NoticeTrack(since);
        this.tracks = List.of(notices, new PermissionTrack(since), new ToggleTrack(), new QuestionTrack(since));
    }

    public List<Event> frame(Screen screen) {
        last = Optional.of(screen);
        View view = view(screen);
        notes.frame(view);
        return each(track -> track.frame(view));
    }

    /**
     * The plan has tapped an element.
     *
     * @param on the screen that the element is of
     * @param before the tap had not happened yet
     * @param after it had been made
     */
    public List<Event> tapped(Node node, Screen on, Instant before, Instant after) {
        List<Event> events = new ArrayList<>();
        if (last.filter(s -> s.asked().equals(on.asked())).isEmpty()) {
            events.addAll(frame(on));
        }
        Tap tap = new Tap(node, view(on), new Window(before, after));
        notes.tapped(tap);
        events.addAll(each(track -> track.tapped(tap)));
        return events;
    }

    /** The run is over. */
    public List<Event> ended(Instant at) {
        return each(track -> track.ended(at));
    }

    /** What the frames show of the notes that a session file holds under {@code screen}. */
    public Map<String, String> noted() {
        return notes.noted();
    }

    /** When a refusal was seen to lead back to a notice that insists, if it was. */
    public Optional<Instant> forced() {
        return notices.forced();
    }

    private View view(Screen screen) {
        Sight sight = recogniser.read(screen);
        String front = screen.app().orElse(app);
        View.Place place = front.equals(app) || sight.permission().isPresent()
                ? View.Place.APP
                : recogniser.texts().isLauncher(front) ? View.Place.LAUNCHER : View.Place.ELSEWHERE;
        // What another app asks is none of this one's.
        return new View(screen, place == View.Place.APP ? sight : Sight.nothing(), place);
    }

    private List<Event> each(Function<Track, List<Event>> ask) {
        List<Event> events = new ArrayList<>();
        tracks.forEach(track -> events.addAll(ask.apply(track)));
        return events;
    }
}
