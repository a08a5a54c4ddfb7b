package io.mingcha.flows;

import java.util.List;
import java.util.Optional;

/** The kinds of marker that a scenario may set, and how they are written. */
public final class MarkerKinds {
    private static final List<String> ALL = List.of(
            "install",
            "first_launch",
            "launch",
            "privacy_prompt_shown",
            "consent_accept",
            "consent_reject",
            "consent_withdraw",
            "consent_prompt",
            "separate_consent",
            "guardian_consent",
            "reconsent",
            "permission_prompt",
            "permission_grant",
            "permission_deny",
            "scene_enter",
            "scene_exit",
            "user_action",
            "user_paste",
            "user_select_media",
            "user_refresh",
            "login",
            "logout",
            "register",
            "personalization_off",
            "personalization_on",
            "ad_id_reset",
            "profile_tag_delete",
            "decline_nonnecessary",
            "scan_pay_start",
            "pay_success",
            "face_verify_start",
            "account_delete_request",
            "account_deleted",
            "background",
            "foreground",
            "background_function",
            "screen_off",
            "idle_start",
            "unclear");

    private MarkerKinds() {}

    /** Every kind, without arguments. */
    public static List<String> all() {
        return ALL;
    }

    /** {@code separate_consent} of {@code separate_consent[resident_id]}. */
    public static String kindOf(String label) {
        int bracket = label.indexOf('[');
        return (bracket < 0 ? label : label.substring(0, bracket)).strip();
    }

    /** {@code resident_id} of {@code separate_consent[resident_id]}. */
    public static Optional<String> argumentOf(String label) {
        int open = label.indexOf('[');
        int close = label.lastIndexOf(']');
        return open >= 0 && close > open
                ? Optional.of(label.substring(open + 1, close).strip())
                : Optional.empty();
    }
}
