package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Draw;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.device.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs as they happen, each with what truly happened in it. */
final class Scenes {
    private static final Draw D = Draw.android();

    private Scenes() {}

    static final Map<String, Consumer<Film>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "agreed by the plan",
                    f -> launched(f, false)
                            .taps(Role.AGREE, "consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "agreed, the notice fading slowly",
                    f -> launched(f, false)
                            .taps(Role.AGREE, "consent_accept")
                            .frame()
                            .frame()
                            .shows(home())
                            .frames()),
            Map.entry(
                    "refused, asked once more, agreed",
                    f -> launched(f, false)
                            .taps(Role.REFUSE, "consent_reject")
                            .shows(insisting())
                            .truly("consent_prompt")
                            .frames()
                            .taps(Role.AGREE, "consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "refused, app closed",
                    f -> launched(f, true)
                            .taps(Role.REFUSE, "consent_reject")
                            .shows("com.miui.home", launcher())
                            .frames()),
            Map.entry(
                    "agreed by hand",
                    f -> launched(f, true)
                            .byHand("consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "agreed by hand, a start screen between",
                    f -> launched(f, true)
                            .byHand("consent_accept")
                            .shows(D.group())
                            .frames()
                            .shows(home())
                            .frames()),
            Map.entry(
                    "refused by hand, app closed",
                    f -> launched(f, true)
                            .byHand("consent_reject")
                            .shows("com.huawei.android.launcher", launcher())
                            .frames()),
            Map.entry(
                    "refused by hand, asked once more, refused by hand",
                    f -> launched(f, false)
                            .byHand("consent_reject")
                            .shows(insisting())
                            .truly("consent_prompt")
                            .frames()
                            .byHand("consent_reject")
                            .shows("com.android.launcher3", launcher())
                            .frames()),
            Map.entry(
                    "policy read before agreeing",
                    f -> launched(f, false)
                            .shows(policy())
                            .frames()
                            .shows(notice(false))
                            .frames()
                            .taps(Role.AGREE, "consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "policy read in a browser, agreed by hand",
                    f -> launched(f, true)
                            .shows("com.android.chrome", policy())
                            .frames()
                            .shows(notice(true))
                            .frames()
                            .byHand("consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "permissions after consent",
                    f -> launched(f, false)
                            .taps(Role.AGREE, "consent_accept")
                            .shows(permission("要允许“示例”获取此设备的位置信息吗？", "仅在使用该应用时允许"))
                            .truly("permission_prompt[ACCESS_FINE_LOCATION]")
                            .frames()
                            .taps(
                                    Role.DENY,
                                    "permission_deny[ACCESS_FINE_LOCATION]",
                                    "permission_deny[ACCESS_COARSE_LOCATION]")
                            .shows(permission("要允许“示例”拍摄照片和录制视频吗？", "仅在使用该应用时允许"))
                            .truly("permission_prompt[CAMERA]")
                            .frames()
                            .taps(Role.ALLOW, "permission_grant[CAMERA]")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "separate consent",
                    f -> started(f, home())
                            .shows(separate())
                            .truly("consent_prompt[face_image]")
                            .frames()
                            .taps(Role.AGREE, "separate_consent[face_image]")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "guardian's consent",
                    f -> started(f, home())
                            .shows(guardian())
                            .truly("consent_prompt[guardian]")
                            .frames()
                            .taps(Role.GUARDIAN, "guardian_consent")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "agreed anew after a change",
                    f -> started(f, home())
                            .shows(updated())
                            .truly("privacy_prompt_shown")
                            .frames()
                            .taps(Role.AGREE, "consent_accept", "reconsent")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "personalised content switched off",
                    f -> started(f, switches(true))
                            .taps(Role.OPT_OUT, "personalization_off")
                            .shows(switches(false))
                            .frames()),
            Map.entry(
                    "personalised content switched by hand",
                    f -> started(f, switches(true))
                            .byHand("personalization_off")
                            .shows(switches(false))
                            .frames()
                            .byHand("personalization_on")
                            .shows(switches(true))
                            .frames()),
            Map.entry(
                    "personalised content off after a question",
                    f -> started(f, switches(true))
                            .taps(Role.OPT_OUT)
                            .shows(optOut())
                            .frames()
                            .taps(Role.CONFIRM, "personalization_off")
                            .shows(switches(false))
                            .frames()),
            Map.entry(
                    "consent withdrawn",
                    f -> started(f, privacySettings())
                            .taps(Role.WITHDRAW)
                            .shows(withdrawal())
                            .frames()
                            .taps(Role.CONFIRM, "consent_withdraw")
                            .shows(notice(true))
                            .truly("privacy_prompt_shown")
                            .frames()),
            Map.entry(
                    "consent kept",
                    f -> started(f, privacySettings())
                            .taps(Role.WITHDRAW)
                            .shows(withdrawal())
                            .frames()
                            .taps(Role.KEEP)
                            .shows(privacySettings())
                            .frames()),
            Map.entry(
                    "account deleted",
                    f -> started(f, account())
                            .taps(Role.DELETE_ACCOUNT)
                            .shows(deletion())
                            .frames()
                            .taps(Role.CONFIRM, "account_delete_request")
                            .shows(D.group(D.texts("注销成功", "您的账号已注销", "返回首页")))
                            .truly("account_deleted")
                            .frames()),
            Map.entry(
                    "a guardian asked after the person",
                    f -> launched(f, false)
                            .taps(Role.AGREE, "consent_accept")
                            .shows(guardian())
                            .truly("consent_prompt[guardian]")
                            .frames()
                            .taps(Role.GUARDIAN, "guardian_consent")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "a banner refused",
                    f -> started(f, D.group(site()))
                            .shows(D.group(site(), banner()))
                            .truly("privacy_prompt_shown")
                            .frames()
                            .taps(Role.REFUSE, "consent_reject")
                            .shows(D.group(site()))
                            .frames()),
            Map.entry(
                    "logged in by hand, the box ticked",
                    f -> started(f, home())
                            .shows(login(false))
                            .truly("privacy_prompt_shown")
                            .frames()
                            .shows(login(true))
                            .frames()
                            .byHand("consent_accept")
                            .shows(home())
                            .frames()),
            Map.entry(
                    "login with a box",
                    f -> started(f, home())
                            .shows(login(false))
                            .truly("privacy_prompt_shown")
                            .frames()
                            .taps(Role.TICK)
                            .shows(login(true))
                            .frames()
                            .taps(Role.AGREE, "consent_accept")
                            .shows(home())
                            .frames())));

    /** Runs whose choice nothing on the screen tells, with the kind that stays unclear. */
    static final Map<String, Consumer<Film>> UNCLEAR = new TreeMap<>(Map.of(
            "a banner gone by hand",
                    f -> started(f, D.group(site(), banner()))
                            .byHand()
                            .shows(D.group(site()))
                            .frames(),
            "a notice with a way in part gone by hand",
                    f -> started(f, basic()).byHand().shows(home()).frames(),
            "left by the home key",
                    f -> launched(f, false)
                            .byHand()
                            .shows("com.android.launcher3", launcher())
                            .frames(),
            "a permission chosen by hand",
                    f -> started(f, permission("允许“示例”录制音频吗？", "允许"))
                            .byHand()
                            .shows(home())
                            .frames(),
            "a question gone by hand",
                    f -> started(f, withdrawal())
                            .byHand()
                            .shows(privacySettings())
                            .frames(),
            "a button that does nothing",
                    f -> launched(f, false)
                            .taps(Role.AGREE)
                            .frame()
                            .frame()
                            .frame()
                            .frame()
                            .frame()));

    private static Film started(Film film, Node screen) {
        return film.shows(screen).frames();
    }

    private static Film launched(Film film, boolean leaves) {
        return film.shows(D.group())
                .frames()
                .shows(notice(leaves))
                .truly("privacy_prompt_shown")
                .frames();
    }

    private static Node home() {
        return D.group(D.texts("首页", "推荐", "今日特惠", "附近门店", "我的"));
    }

    private static Node launcher() {
        return D.group(D.texts("电话", "信息", "相机", "设置"));
    }

    private static Node notice(boolean leaves) {
        return D.group(
                D.text("用户协议和隐私政策"),
                D.text("欢迎使用！请您仔细阅读《用户协议》和《隐私政策》，如您同意请点击“同意”开始使用。"),
                D.button(leaves ? "不同意并退出" : "不同意"),
                D.button("同意"));
    }

    private static Node insisting() {
        return D.group(
                D.text("温馨提示"), D.text("您需要同意《隐私政策》后才能继续使用，否则我们将无法为您提供服务。"), D.button("退出应用"), D.button("同意并继续"));
    }

    private static Node basic() {
        return D.group(D.text("隐私政策概要"), D.text("请您阅读《隐私政策》。不同意也可以浏览。"), D.button("仅浏览"), D.button("同意"));
    }

    private static Node policy() {
        return D.group(D.text("隐私政策"), D.text("我们深知个人信息对您的重要性，并会尽全力保护您的个人信息安全可靠。".repeat(12)));
    }

    private static Node permission(String question, String allow) {
        Draw system = Draw.of("com.android.permissioncontroller");
        return system.group(system.text(question), system.button(allow), system.button("不允许"));
    }

    private static Node separate() {
        return D.group(D.text("人脸识别服务单独同意书"), D.text("为核验身份，我们需收集您的人脸信息，请您单独同意。"), D.button("不同意"), D.button("同意"));
    }

    private static Node guardian() {
        return D.group(D.text("监护人同意书"), D.text("请监护人阅读《儿童个人信息保护规则》。"), D.button("不同意"), D.button("监护人同意"));
    }

    private static Node updated() {
        return D.group(D.text("隐私政策更新提示"), D.text("我们更新了《隐私政策》，请您阅读后确认是否同意。"), D.button("不同意"), D.button("同意"));
    }

    private static Node switches(boolean on) {
        return D.group(D.text("隐私设置"), D.row(D.text("个性化推荐"), D.toggle(on)), D.row(D.text("夜间模式"), D.toggle(true)));
    }

    private static Node optOut() {
        return D.group(D.text("关闭个性化推荐后，您将看到相关度较低的内容，确定关闭吗？"), D.button("取消"), D.button("确定关闭"));
    }

    private static Node privacySettings() {
        return D.group(D.text("隐私设置"), D.row(D.text("系统权限管理")), D.row(D.text("撤回隐私政策同意")), D.row(D.text("关于我们")));
    }

    private static Node withdrawal() {
        return D.group(D.text("撤回同意后，您将无法继续使用本应用，确定撤回吗？"), D.button("取消"), D.button("确认撤回"));
    }

    private static Node account() {
        return D.group(D.text("账号与安全"), D.row(D.text("修改密码")), D.row(D.text("注销账号")));
    }

    private static Node deletion() {
        return D.group(D.text("注销账号后，您的数据将被清空且无法恢复，确定注销吗？"), D.button("再想想"), D.button("确认注销"));
    }

    private static Node login(boolean ticked) {
        return D.group(
                D.button("跳过"),
                D.field("请输入手机号"),
                D.group(D.box("", ticked), D.text("我已阅读并同意《用户协议》和《隐私政策》")),
                D.button("登录"));
    }

    private static Node site() {
        return D.group(D.texts("Acme", "Products", "Prices", "Contact"));
    }

    private static Node banner() {
        return D.group(
                D.text("We use cookies to improve our service."), D.button("Accept all"), D.button("Reject all"));
    }
}
