package io.mingcha.sessions.consent;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Screens that speak of privacy, agree or refuse, and ask for no consent. */
final class Decoys {
    private Decoys() {}

    static final List<Function<Draw, Node>> ALL = List.of(
            d -> d.group(list(d, "消息中心", "《用户协议》更新通知", "系统：我们更新了《隐私政策》，点击查看", "订单已发货", "您有一张优惠券即将过期")),
            d -> d.group(list(
                    d,
                    "某App因隐私政策问题被通报",
                    "记者了解到，该应用在征得用户同意前收集个人信息，用户不同意隐私政策就无法使用。根据个人信息保护法，处理个人信息应当告知。",
                    "评论 128",
                    "点赞",
                    "分享")),
            d -> d.group(d.text("授权领取 100 元红包"), d.text("点击同意即可领取"), d.button("同意领取"), d.button("放弃")),
            d -> d.group(d.text("新人礼包"), d.text("立即领取 188 元优惠券"), d.button("立即领取"), d.button("残忍拒绝")),
            d -> d.group(d.text("您是否已满 18 周岁？"), d.text("本内容仅向成年人开放"), d.button("是，已满 18 周岁"), d.button("否")),
            d -> d.group(d.text("喜欢我们的应用吗？"), d.text("给个五星好评吧"), d.button("去评分"), d.button("残忍拒绝")),
            d -> d.group(d.text("发现新版本 8.2.0"), d.text("1. 更新了隐私政策 2. 修复若干问题"), d.button("立即更新"), d.button("以后再说")),
            d -> d.group(
                    d.text("Update available"),
                    d.text("Version 5.1 improves privacy settings"),
                    d.button("Update"),
                    d.button("Later")),
            d -> d.group(list(d, "设置", "账号与安全", "隐私设置", "个性化推荐", "隐私政策", "用户协议", "关于我们", "退出登录")),
            d -> d.group(d.text("确定要退出登录吗？"), d.button("取消"), d.button("退出")),
            d -> d.group(d.text("开启位置服务"), d.text("我们需要您的位置权限来推荐附近门店"), d.button("去开启"), d.button("取消")),
            d -> d.group(
                    d.text("Cookie settings"),
                    d.text("Strictly necessary"),
                    d.toggle(true),
                    d.text("Analytics"),
                    d.toggle(false),
                    d.button("Save choices")),
            d -> d.group(d.text("好友申请"), d.text("小明 请求添加你为好友"), d.button("同意"), d.button("拒绝")),
            d -> d.group(d.text("入群申请"), d.text("李华 申请加入群聊，请审核"), d.button("同意"), d.button("忽略")),
            d -> d.group(d.text("Incoming call"), d.text("Alice is calling"), d.button("Accept"), d.button("Decline")),
            d -> d.group(d.text("你同意这个观点吗？"), d.text("隐私比便利更重要"), d.button("同意"), d.button("不同意"), d.text("1.2 万人参与")),
            d -> d.group(d.text("隐私政策"), d.text("生效日期：2026年1月1日"), d.text(policy()), d.button("返回")),
            d -> d.group(d.text("会员自动续费"), d.text("开通即同意《会员服务协议》《自动续费协议》"), d.button("立即开通")),
            d -> d.group(d.text("退款申请"), d.text("商家已同意退款，请确认"), d.button("确认"), d.button("取消")),
            d -> d.group(d.text("青少年模式"), d.text("为呵护未成年人健康成长，推出青少年模式"), d.button("进入青少年模式"), d.button("我知道了")),
            d -> d.group(
                    d.text("Subscribe to our newsletter"),
                    d.field("Email"),
                    d.button("Subscribe"),
                    d.text("See our Privacy Policy")),
            d -> d.group(d.text("网络异常"), d.text("请检查网络设置"), d.button("重试"), d.button("取消")),
            d -> d.group(d.text("开启通知，不错过优惠"), d.button("立即开启"), d.button("暂不开启")),
            d -> d.group(d.text("Opponent offers a draw"), d.button("Accept"), d.button("Decline")),
            d -> d.group(
                    d.text("Leave request"),
                    d.text("Vacation, 15 to 20 June"),
                    d.button("Decline"),
                    d.button("Accept")),
            d -> d.group(d.text("执行计划待审批"), d.button("批准"), d.button("修订"), d.button("拒绝并退出")),
            d -> d.group(
                    d.text("Organisation access request"),
                    d.text("This crosses your ownership boundary. See the data policy of your organisation."),
                    d.button("Approve request"),
                    d.button("Decline")),
            d -> d.group(d.text("是否退出应用？"), d.text("再按一次返回键退出应用"), d.button("取消"), d.button("确定")),
            d -> d.group(d.text("答题闯关"), d.text("处理个人信息应当取得个人同意，对吗？"), d.button("对"), d.button("不对")));

    private static List<Node> list(Draw draw, String... lines) {
        List<Node> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(draw.row(draw.text(line)));
        }
        return rows;
    }

    static String policy() {
        return "我们深知个人信息对您的重要性，并会尽全力保护您的个人信息安全可靠。我们致力于维持您对我们的信任，恪守以下原则保护您的个人信息：权责一致原则、目的明确原则、选择同意原则、最少够用原则。".repeat(4)
                + "您可以随时撤回同意，撤回同意后我们将不再处理相应的个人信息。您可以注销账号，注销后我们将删除您的个人信息。";
    }

    static Screen draw(int which, long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Draw draw = Draw.android();
        Node node = ALL.get(which).apply(draw);
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            node = draw.group(node);
        }
        if (random.nextBoolean()) {
            node = draw.group(draw.group(draw.texts("首页", "购物车", "我的")), node);
        }
        return Draw.screen(node);
    }
}
