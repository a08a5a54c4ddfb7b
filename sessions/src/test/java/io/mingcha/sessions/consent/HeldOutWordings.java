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
                    .says("感谢您使用好物优选，同意并继续表示您已阅读并同意《隐私政策》，否则将无法正常使用相关功能。")
                    .buttons("同意并继续", "不同意"),
            notice("服务协议和隐私政策")
                    .says("请你务必审慎阅读、充分理解“服务协议”和“隐私政策”各条款。你可阅读《用户协议》和《隐私政策》了解详细信息。如果你同意，请点击下面按钮开始接受我们的服务。")
                    .buttons("同意", "暂不同意"),
            notice("欢迎使用 乐记").says("数据只保存在本机，不上传。完整说明见《隐私政策》").buttons("同意并继续", "不同意并退出"),
            notice("")
                    .says("使用前请阅读并同意《用户协议》和《隐私政策》。我们只会为账号登录、聊天通信及账号安全处理必要信息，不会用于跨应用追踪。")
                    .buttons("同意并继续", "暂不同意"),
            notice("使用前请确认").says("请阅读《用户协议》与《隐私政策》，应用会在本机保存设置与必要日志。").buttons("同意并激活", "不同意并退出"),
            notice("AI 服务使用规则").says("为了提供智能记录，我们会把您输入的文字发送给模型服务商处理，详见《隐私政策》。").buttons("同意以上规则并启用 AI", "暂不同意，返回"),
            notice("隐私政策与免责声明")
                    .says("请仔细阅读。为合规与安全，平台会记录同意时间与声明版本号，并可能记录必要的安全日志。")
                    .buttons("我已阅读并同意", "暂不同意（返回）"),
            notice("个人信息保护指引")
                    .says("您需同意个人信息保护指引后我们才能继续为你提供完整服务。红果会严格遵守《用户协议》与《隐私政策》")
                    .buttons("同意", "不同意"),
            notice("Privacy & Terms").says("请阅读用户协议/隐私政策，确认后进入报名。").buttons("同意并继续", "不同意退出"),
            notice("")
                    .says(
                            "By using this website, you agree to our use of cookies. We use cookies to provide you with a great experience and to help our website run efficiently.")
                    .buttons("Accept", "Decline"),
            notice("Welcome")
                    .says("Read our Privacy Policy. Tap \"Agree and continue\" to accept the Terms of Service.")
                    .buttons("AGREE AND CONTINUE", ""),
            notice("")
                    .says(
                            "We use cookies to enhance your experience and analyse traffic. Read our Privacy Policy for details.")
                    .buttons("Accept All", "Essential Only"),
            notice("This website is using cookies")
                    .says(
                            "We use them to give you the best experience. If you continue using our website, we'll assume that you are happy to receive all cookies on this website.")
                    .buttons("Continue", ""),
            login("登录").says("我已阅读并同意「用户协议」和「隐私条款」").buttons("登录", ""),
            login("用户注册").says("我已阅读并同意使用协议和隐私政策").buttons("注册", ""),
            login("Create your account")
                    .says("By creating your account, you agree to our Terms & Privacy Policy")
                    .buttons("Sign Up", ""));
}
