package io.mingcha.sessions.consent;

import static io.mingcha.sessions.consent.Wording.login;
import static io.mingcha.sessions.consent.Wording.notice;

import java.util.List;

/**
 * Notices worded as other people's published apps word them, found after {@code config/consent.yaml} was written. The
 * configuration must not be changed for the sake of one of these: they measure how far it reaches.
 */
final class HeldOutWordings {
    private HeldOutWordings() {}

    static final List<Wording> ALL = List.of(
            notice("用户隐私保护提示")
                    .says("在您使用本服务之前，请仔细阅读《水站隐私保护指引》。当您点击“同意”并开始使用产品服务时，即表示您已理解并同意该条款内容。")
                    .buttons("同意", "拒绝"),
            notice("").says("为给您提供优质的服务，请您先阅读《用户协议》和《隐私协议》").buttons("同意", "不同意并退出APP"),
            notice("隐私保护声明")
                    .says("我们将严格按照上述协议为您提供服务，保护您的个人信息安全。如您点击“同意”即表示您已阅读并同意全部条款，可以开始使用我们的产品及/或服务。如您对任何条款有异议，请停止登录。")
                    .buttons("同意", "不同意并退出App"),
            notice("服务条款与隐私").says("您的信任对我们非常重要，请在使用前查看《服务条款》与《隐私政策》").buttons("同意并继续", "不同意并退出APP"),
            notice("Cookie Consent")
                    .says(
                            "We use cookies to enhance your experience. Essential cookies are required for the site to function. By clicking \"Accept All\", you consent to all cookies. You can manage preferences at any time.")
                    .buttons("Accept All", "Reject Non-Essential"),
            notice("Cookie choices")
                    .says(
                            "We use cookies and similar technologies to understand how visitors use this site. You can accept all, reject non-essential cookies, or customize your choices.")
                    .buttons("Accept all", "Reject non-essential cookies"),
            notice("")
                    .says(
                            "We use cookies to understand how you use our site and to improve your experience. By continuing to use our site, you accept our use of cookies, revised Privacy Policy and Terms of Use.")
                    .buttons("I understood", ""),
            notice("")
                    .says(
                            "This website uses cookies for security session management and analytics. By continuing, you accept our use of cookies.")
                    .buttons("Accept All", "Decline"),
            notice("Your privacy")
                    .says(
                            "We use essential cookies and local storage to keep you logged in. Please accept our use of cookies and review our legal policies.")
                    .buttons("Accept", ""),
            login("").says("我已阅读并同意《用户服务协议》《隐私政策》").buttons("用户一键登录", ""),
            login("REGISTER").says("I ACCEPT TERMS AND PRIVACY POLICY").buttons("CREATE ACCOUNT", ""));
}
