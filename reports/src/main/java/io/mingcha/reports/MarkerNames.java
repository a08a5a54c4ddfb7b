package io.mingcha.reports;

import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Map;

/** Markers as readers of a report know them: in Chinese with what the kind means, in English by the kind itself, which says it. */
final class MarkerNames {
    private static final Map<String, String> ZH = Map.ofEntries(
            Map.entry("install", "安装"),
            Map.entry("first_launch", "首次启动"),
            Map.entry("launch", "启动"),
            Map.entry("privacy_prompt_shown", "隐私弹窗出现"),
            Map.entry("consent_accept", "同意"),
            Map.entry("consent_reject", "拒绝"),
            Map.entry("consent_withdraw", "撤回同意"),
            Map.entry("consent_prompt", "征求同意"),
            Map.entry("separate_consent", "单独同意"),
            Map.entry("guardian_consent", "监护人同意"),
            Map.entry("reconsent", "重新同意"),
            Map.entry("permission_prompt", "申请权限"),
            Map.entry("permission_grant", "授予权限"),
            Map.entry("permission_deny", "拒绝权限"),
            Map.entry("scene_enter", "进入场景"),
            Map.entry("scene_exit", "离开场景"),
            Map.entry("user_action", "用户操作"),
            Map.entry("user_paste", "用户粘贴"),
            Map.entry("user_select_media", "用户选取图片或文件"),
            Map.entry("user_refresh", "用户刷新"),
            Map.entry("login", "登录"),
            Map.entry("logout", "退出登录"),
            Map.entry("register", "注册"),
            Map.entry("personalization_off", "关闭个性化"),
            Map.entry("personalization_on", "打开个性化"),
            Map.entry("ad_id_reset", "重置广告标识"),
            Map.entry("profile_tag_delete", "删除用户标签"),
            Map.entry("decline_nonnecessary", "拒绝非必要信息"),
            Map.entry("scan_pay_start", "开始扫码缴费"),
            Map.entry("pay_success", "缴费成功"),
            Map.entry("face_verify_start", "开始人脸验证"),
            Map.entry("account_delete_request", "申请注销"),
            Map.entry("account_deleted", "注销完成"),
            Map.entry("background", "转入后台"),
            Map.entry("foreground", "回到前台"),
            Map.entry("background_function", "后台功能运行"),
            Map.entry("screen_off", "熄屏"),
            Map.entry("idle_start", "开始静置"),
            Map.entry("unclear", "未能判明"));

    private MarkerNames() {}

    static Text of(Marker marker) {
        return of(marker.kind(), marker.label());
    }

    /** Of a kind of which there is none. */
    static Text missing(String kind) {
        Text name = of(kind, kind);
        return Text.of("标记 " + name.zh(), "a marker " + name.en());
    }

    /** A marker by its label, such as {@code permission_deny[LOCATION]}. */
    static Text named(String label) {
        int bracket = label.indexOf('[');
        return of(bracket < 0 ? label : label.substring(0, bracket), label);
    }

    static Text named(List<String> labels) {
        List<Text> names = labels.stream().map(MarkerNames::named).toList();
        return Text.of(
                String.join("、", names.stream().map(Text::zh).toList()),
                String.join(", ", names.stream().map(Text::en).toList()));
    }

    static boolean isKind(String word) {
        return MarkerKinds.all().contains(word);
    }

    private static Text of(String kind, String label) {
        String zh = ZH.get(kind);
        return zh == null ? Text.same(label) : Text.of(zh + " (" + label + ")", label);
    }
}
