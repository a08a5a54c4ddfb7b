package io.mingcha.sessions.consent;

import static io.mingcha.sessions.consent.Wording.login;
import static io.mingcha.sessions.consent.Wording.notice;

import java.util.List;

/** Notices as apps and sites word them. */
final class Wordings {
    private Wordings() {}

    static final List<Wording> ALL = List.of(
            notice("用户协议和隐私政策")
                    .says("欢迎使用本应用！我们非常重视您的个人信息和隐私保护。在您使用前，请仔细阅读《用户协议》和《隐私政策》，我们将严格按照政策内容使用和保护您的个人信息。如您同意，请点击“同意”开始使用。")
                    .buttons("同意", "不同意"),
            notice("温馨提示")
                    .says("感谢您信任并使用本产品！我们依据最新的法律法规要求，更新了《隐私权政策》，特此向您说明。为向您提供服务，我们会申请设备信息权限。您可阅读完整的《服务协议》和《隐私权政策》了解详情。")
                    .buttons("同意并继续", "不同意并退出"),
            notice("个人信息保护提示")
                    .says("为了保障您的合法权益，请您认真阅读《用户服务协议》《隐私政策》全部条款，您同意并接受全部条款后再开始使用我们的服务。")
                    .buttons("同意并使用", "暂不使用"),
            notice("隐私政策概要")
                    .says("我们将通过《隐私政策》帮助您了解我们如何收集、处理个人信息。若您不同意，可以使用仅浏览模式，但部分功能将不可用。")
                    .buttons("同意", "不同意")
                    .orLess("仅浏览"),
            notice("欢迎来到云上书城")
                    .says("请您务必审慎阅读、充分理解《用户协议》与《隐私政策》。点击“同意”即表示您已阅读并接受以上协议。")
                    .buttons("我同意", "我再想想"),
            notice("服务协议及隐私保护")
                    .says("在你使用我们的服务之前，请阅读《软件许可及服务协议》和《隐私保护指引》。不同意可进入基本功能模式，仅提供浏览服务。")
                    .buttons("同意并进入", "不同意")
                    .orLess("进入基本功能模式"),
            notice("")
                    .says("我们重视您的隐私。请阅读并同意《隐私政策》及《儿童个人信息保护规则》，我们会遵循合法正当必要的原则处理您的信息。")
                    .buttons("已阅读并同意", "退出应用"),
            notice("隐私政策更新提示")
                    .says("尊敬的用户，我们更新了《隐私政策》，更新内容包括第三方共享清单，请您仔细阅读更新后的条款。")
                    .buttons("同意并继续使用", "拒绝"),
            notice("提示")
                    .says("您需要同意《用户协议》和《隐私政策》后才能继续使用我们的产品。如您仍不同意，我们将无法为您提供服务。")
                    .buttons("同意并继续", "退出应用"),
            notice("您确定不同意吗？").says("若您不同意本隐私政策，很遗憾我们将无法为您提供完整的服务。").buttons("同意并继续", "仍不同意"),
            notice("").says("不同意将无法使用我们的产品和服务，并会退出App。").buttons("同意并使用", "不同意并退出"),
            notice("用户须知")
                    .says("本应用尊重并保护所有用户的个人隐私权，请您阅读《用户协议》《隐私声明》。点击“确定”即视为同意上述协议。")
                    .buttons("确定", "取消"),
            notice("个人信息保护指引")
                    .says("感谢你使用本应用。为更好保护你的个人信息，请充分阅读并理解《用户协议》和《隐私政策》。点击“同意”即表示接受。")
                    .buttons("同意", "仅浏览"),
            notice("We value your privacy")
                    .says(
                            "We and our 312 partners store and access information on your device, such as cookies, and process personal data. You can accept or manage your choices.")
                    .buttons("Accept all", "Reject all"),
            notice("Cookie policy")
                    .says(
                            "This site uses cookies to offer you a better browsing experience. By clicking Accept you agree to our use of cookies.")
                    .buttons("Accept", "Decline"),
            notice("")
                    .says("本网站使用Cookie来改善您的浏览体验。继续浏览即表示您同意我们的《Cookie政策》和《隐私政策》。")
                    .buttons("全部接受", "仅必要的Cookie"),
            notice("Before you continue")
                    .says(
                            "Please review our Terms of Service and Privacy Policy. By tapping I Agree, you consent to the processing of your data.")
                    .buttons("I Agree", "Exit app"),
            notice("Privacy Policy")
                    .says(
                            "We've updated our Privacy Policy. Please read and accept the updated policy to continue using the app.")
                    .buttons("Agree & Continue", "Disagree"),
            notice("Your privacy choices")
                    .says(
                            "We use cookies and similar technologies to help personalise content. You can allow all or only use necessary cookies.")
                    .buttons("Allow all cookies", "Only necessary cookies"),
            notice("人脸识别服务单独同意书")
                    .says("为核验您的身份，我们需要收集您的人脸信息，详见《人脸识别服务协议》。请您阅读后选择是否单独同意。")
                    .buttons("同意", "不同意")
                    .of(Notice.Kind.SEPARATE),
            notice("敏感个人信息授权")
                    .says("为提供运动轨迹记录，我们需处理您的行踪轨迹信息，属于敏感个人信息，请您单独同意。")
                    .buttons("同意授权", "暂不授权")
                    .of(Notice.Kind.SEPARATE),
            notice("监护人同意书")
                    .says("若您是未满14周岁儿童的监护人，请您仔细阅读《儿童个人信息保护规则》，并选择是否同意我们处理孩子的个人信息。")
                    .buttons("我是监护人，已阅读并同意", "不同意")
                    .of(Notice.Kind.GUARDIAN),
            login("手机号登录").says("我已阅读并同意《用户协议》和《隐私政策》").buttons("登录", ""),
            login("欢迎登录").says("已阅读并同意《服务协议》《隐私政策》并授权使用本机号码").buttons("本机号码一键登录", ""),
            login("Sign in")
                    .says("I have read and agree to the Terms of Service and Privacy Policy")
                    .buttons("Log in", ""),
            // held out in the first measurement
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
