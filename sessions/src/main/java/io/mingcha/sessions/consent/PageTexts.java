package io.mingcha.sessions.consent;

import io.mingcha.settings.Setting;
import java.util.EnumMap;
import java.util.Map;

/** How pages are worded on which a person takes something back, logs in or is offered an update. */
record PageTexts(
        Patterns withdrawEntry,
        Patterns withdrawn,
        Patterns personalized,
        Patterns notPersonalized,
        Patterns personalizationEntry,
        Patterns deleteTags,
        Patterns deletionEntry,
        Patterns deletionRequested,
        Patterns accountDeleted,
        Patterns loginFields,
        Patterns loginPage,
        Patterns updateTitle,
        Map<Question.Kind, Patterns> questions) {

    static PageTexts read(Setting root) {
        Setting withdraw = root.require("withdraw").allow("entry", "question", "done");
        Setting personal = root.require("personalization").allow("on", "off", "question", "entry");
        Setting tags = root.get("tags").allow("delete");
        Setting deletion = root.require("deletion").allow("entry", "question", "requested", "done");
        Setting login = root.get("login").allow("fields", "page");
        Setting update = root.get("update").allow("title");
        Map<Question.Kind, Patterns> questions = new EnumMap<>(Question.Kind.class);
        questions.put(Question.Kind.WITHDRAWAL, Patterns.read(withdraw.get("question")));
        questions.put(Question.Kind.DELETION, Patterns.read(deletion.get("question")));
        questions.put(Question.Kind.OPT_OUT, Patterns.read(personal.get("question")));
        return new PageTexts(
                Patterns.read(withdraw.get("entry")),
                Patterns.read(withdraw.get("done")),
                Patterns.read(personal.get("on")),
                Patterns.read(personal.get("off")),
                Patterns.read(personal.get("entry")),
                Patterns.read(tags.get("delete")),
                Patterns.read(deletion.get("entry")),
                Patterns.read(deletion.get("requested")),
                Patterns.read(deletion.get("done")),
                Patterns.read(login.get("fields")),
                Patterns.read(login.get("page")),
                Patterns.read(update.get("title")),
                questions);
    }

    Patterns question(Question.Kind kind) {
        return questions.getOrDefault(kind, new Patterns(java.util.List.of()));
    }
}
