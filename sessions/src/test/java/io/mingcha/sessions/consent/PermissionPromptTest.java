package io.mingcha.sessions.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionPromptTest {
    private final Recogniser recogniser = new Recogniser(Shipped.texts());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.android.permissioncontroller | 要允许“高德地图”获取此设备的位置信息吗？ | 仅在使用该应用时允许 | 不允许 | ACCESS_FINE_LOCATION",
                "com.google.android.permissioncontroller | Allow Maps to access this device’s location? | While using the app | Don’t allow | ACCESS_FINE_LOCATION",
                "com.google.android.permissioncontroller | Allow Chat to take pictures and record video? | Only this time | Don’t allow | CAMERA",
                "com.google.android.permissioncontroller | Allow Chat to record audio? | While using the app | Don't allow | RECORD_AUDIO",
                "com.google.android.permissioncontroller | Allow Chat to send you notifications? | Allow | Don’t allow | POST_NOTIFICATIONS",
                "com.google.android.permissioncontroller | Allow Chat to access your contacts? | Allow | Deny | READ_CONTACTS",
                "com.android.packageinstaller | 要允许“通讯录备份”拨打电话和管理通话吗？ | 允许 | 拒绝 | READ_PHONE_STATE",
                "com.android.packageinstaller | 要允许“示例”访问您设备上的照片、媒体内容和文件吗？ | 允许 | 拒绝 | READ_MEDIA_IMAGES",
                "com.google.android.permissioncontroller | 要允许“示例”查找、连接附近的设备以及确定附近设备的相对位置吗？ | 允许 | 不允许 | BLUETOOTH_SCAN",
                "com.lbe.security.miui | “示例”想要获取位置信息 | 仅在使用中允许 | 拒绝 | ACCESS_FINE_LOCATION",
                "com.lbe.security.miui | 允许“示例”读取应用列表？ | 本次运行允许 | 拒绝 | GET_INSTALLED_APPS",
                "com.coloros.securitypermission | 是否允许“示例”使用麦克风录音？ | 使用时允许 | 禁止 | RECORD_AUDIO",
                "com.huawei.systemmanager | 是否允许“示例”访问您的通讯录？ | 始终允许 | 禁止 | READ_CONTACTS",
                "com.vivo.permissionmanager | 允许“示例”读取短信？ | 允许 | 不允许 | READ_SMS",
            })
    void dialogs_of_several_systems_are_told_by_their_words(
            String app, String question, String allow, String deny, String permission) {
        Draw draw = Draw.of(app);
        Node refuse = draw.button(deny);
        Node grant = draw.button(allow);
        Sight sight = recogniser.read(Draw.screen(draw.group(draw.text(question), draw.group(grant, refuse))));

        assertThat(sight.permission()).isPresent();
        assertThat(sight.permission().get().permissions()).first().isEqualTo(permission);
        assertThat(sight.find(Role.DENY)).contains(refuse);
        assertThat(sight.find(Role.ALLOW).or(() -> sight.find(Role.ALLOW_ONCE)).orElseThrow())
                .isEqualTo(grant);
        assertThat(sight.notice()).isEmpty();
    }

    @Test
    void buttons_are_told_by_their_ids_where_their_words_are_unknown() {
        Draw draw = Draw.of("com.android.permissioncontroller");
        Node once = draw.identified(
                "com.android.permissioncontroller:id/permission_allow_one_time_button", draw.button("今回のみ"));
        Node never =
                draw.identified("com.android.permissioncontroller:id/permission_deny_button", draw.button("許可しない"));
        Sight sight = recogniser.read(Draw.screen(draw.group(draw.text("?"), once, never)));

        assertThat(sight.find(Role.ALLOW_ONCE)).contains(once);
        assertThat(sight.find(Role.DENY)).contains(never);
        assertThat(sight.permission().orElseThrow().permissions()).isEmpty();
        assertThat(sight.unsure(Doubt.About.PERMISSION)).isTrue();
    }

    @Test
    void an_alert_of_ios_is_told_without_naming_an_app() {
        Draw draw = Draw.of("");
        Node alert = draw.node(
                "XCUIElementTypeAlert",
                "",
                "",
                Set.of(),
                List.of(
                        draw.text("Allow “Maps” to use your location?"),
                        draw.text("Your position is shown on the map."),
                        draw.button("Allow Once"),
                        draw.button("Allow While Using App"),
                        draw.button("Don’t Allow")));
        Sight sight = recogniser.read(Draw.screen(draw.group(alert)));

        assertThat(sight.permission().orElseThrow().permissions()).contains("ACCESS_FINE_LOCATION");
        assertThat(sight.find(Role.ALLOW_ONCE).map(Node::text)).contains("Allow Once");
        assertThat(sight.find(Role.ALLOW).map(Node::text)).contains("Allow While Using App");
        assertThat(sight.find(Role.DENY).map(Node::text)).contains("Don’t Allow");
    }

    @Test
    void tracking_is_asked_for_on_ios_only() {
        Draw draw = Draw.of("");
        Node alert = draw.node(
                "XCUIElementTypeAlert",
                "",
                "",
                Set.of(),
                List.of(draw.text("允许“示例”跟踪您在其他公司的App和网站上的活动吗？"), draw.button("要求App不跟踪"), draw.button("允许")));
        Sight sight = recogniser.read(Draw.screen(draw.group(alert)));

        assertThat(sight.permission().orElseThrow().permissions()).containsExactly("APP_TRACKING");
    }

    @Test
    void an_app_that_explains_why_it_will_ask_is_no_dialog_of_the_system() {
        Draw draw = Draw.android();
        Sight sight = recogniser.read(
                Draw.screen(draw.group(draw.text("我们需要使用您的位置信息"), draw.button("允许"), draw.button("拒绝"))));

        assertThat(sight.permission()).isEmpty();
    }

    @Test
    void a_page_of_settings_of_the_permission_app_asks_nothing() {
        Draw draw = Draw.of("com.android.permissioncontroller");
        Node in = draw.node("android.widget.RadioButton", "仅在使用该应用时允许", "", Set.of(Trait.CHECKABLE), List.of());
        Node never = draw.node("android.widget.RadioButton", "不允许", "", Set.of(Trait.CHECKABLE), List.of());
        Sight sight = recogniser.read(Draw.screen(draw.group(draw.text("位置信息权限"), in, never)));

        assertThat(sight.permission()).isEmpty();
    }

    @Test
    void background_location_is_told_from_location() {
        Draw draw = Draw.of("com.lbe.security.miui");
        Sight sight = recogniser.read(
                Draw.screen(draw.group(draw.text("“示例”申请始终获取位置信息"), draw.button("始终允许"), draw.button("拒绝"))));

        assertThat(sight.permission().orElseThrow().permissions()).isEqualTo(List.of("ACCESS_BACKGROUND_LOCATION"));
        assertThat(sight.find(Role.ALLOW).map(Node::text)).isEqualTo(Optional.of("始终允许"));
    }
}
