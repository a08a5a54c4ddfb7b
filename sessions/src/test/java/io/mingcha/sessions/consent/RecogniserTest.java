package io.mingcha.sessions.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import io.mingcha.sessions.device.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecogniserTest {
    private static final String BODY = "请您仔细阅读《用户协议》和《隐私政策》，如您同意请点击下方按钮。";

    private final Recogniser recogniser = new Recogniser(Shipped.texts());
    private final Draw draw = Draw.android();

    private Sight read(Node... nodes) {
        return recogniser.read(Draw.screen(draw.group(nodes)));
    }

    @Test
    void a_notice_says_where_it_is_and_which_buttons_agree_and_refuse() {
        Node yes = draw.button("同意并继续");
        Node no = draw.button("不同意");
        Node dialog = draw.group(draw.text("温馨提示"), draw.text(BODY), draw.group(no, yes));
        Sight sight = read(draw.group(draw.texts("首页", "推荐")), dialog);

        Notice notice = sight.notice().orElseThrow();
        assertThat(notice.dialog()).isEqualTo(dialog);
        assertThat(notice.kind()).isEqualTo(Notice.Kind.PRIVACY);
        assertThat(sight.find(Role.AGREE)).contains(yes);
        assertThat(sight.find(Role.REFUSE)).contains(no);
        assertThat(notice.withoutRefusal()).isFalse();
        assertThat(notice.leaves()).isFalse();
        assertThat(sight.unsure()).isFalse();
    }

    @Test
    void a_notice_without_a_refusal_says_so() {
        Sight sight = read(draw.text("用户协议和隐私政策"), draw.text(BODY), draw.button("同意并进入"));

        assertThat(sight.notice().orElseThrow().withoutRefusal()).isTrue();
    }

    @Test
    void two_buttons_that_agree_leave_a_doubt() {
        Sight sight = read(draw.text(BODY), draw.button("不同意"), draw.button("同意"), draw.button("同意并继续"));

        assertThat(sight.notice()).isPresent();
        assertThat(sight.find(Role.AGREE)).isEmpty();
        assertThat(sight.unsure(Doubt.About.AGREE)).isTrue();
    }

    @Test
    void a_button_that_is_only_similar_leaves_a_doubt_that_names_it() {
        Sight sight = read(draw.text("温馨提示"), draw.text(BODY), draw.button("不同意"), draw.button("同意领取大礼包"));

        assertThat(sight.notice()).isPresent();
        assertThat(sight.find(Role.AGREE)).isEmpty();
        assertThat(sight.doubts()).anySatisfy(d -> {
            assertThat(d.about()).isEqualTo(Doubt.About.AGREE);
            assertThat(d.why().zh()).contains("同意领取大礼包");
            assertThat(d.why().en()).contains("only similar");
        });
    }

    @Test
    void an_acknowledgement_is_no_consent_unless_the_text_makes_it_one() {
        Node known = draw.button("知道了");
        Sight told = read(draw.text("隐私政策更新"), draw.text("我们更新了《隐私政策》，请您阅读。"), known);
        Sight binding = read(draw.text("隐私政策更新"), draw.text("我们更新了《隐私政策》，请您阅读。点击“知道了”即视为同意。"), known);

        assertThat(told.notice()).isEmpty();
        assertThat(told.unsure(Doubt.About.NOTICE)).isTrue();
        assertThat(binding.find(Role.AGREE)).contains(known);
    }

    @Test
    void words_of_a_sentence_that_read_like_a_button_are_not_taken_for_it() {
        Node button = draw.button("同意");
        Sight sight =
                read(draw.text("请您阅读《隐私政策》，点击"), draw.text("同意"), draw.text("即表示您接受我们的条款"), draw.button("不同意"), button);

        assertThat(sight.find(Role.AGREE)).contains(button);
    }

    @Test
    void a_box_of_consent_tells_whether_it_is_ticked() {
        Sight ticked = login(draw.box("", true));
        Sight unticked = login(draw.box("", false));

        assertThat(ticked.notice().orElseThrow().ticks())
                .extracting(Notice.Tick::on)
                .containsExactly(true);
        assertThat(unticked.notice().orElseThrow().unticked()).isTrue();
        assertThat(unticked.find(Role.TICK)).isPresent();
        assertThat(unticked.find(Role.AGREE).map(Node::text)).contains("登录");
    }

    @Test
    void a_box_that_is_a_silent_picture_leaves_a_doubt() {
        Node silent = draw.node("android.widget.ImageView", "", "", Set.of(Trait.CLICKABLE), List.of());
        Node small = new Node(
                silent.ref(),
                silent.kind(),
                "",
                "",
                silent.id(),
                silent.app(),
                new io.mingcha.sessions.device.Bounds(0, 0, 40, 40),
                silent.traits(),
                List.of());

        assertThat(login(small).unsure(Doubt.About.TICK)).isTrue();
    }

    private Sight login(Node box) {
        return read(draw.field("请输入手机号"), draw.group(box, draw.text("我已阅读并同意《用户协议》和《隐私政策》")), draw.button("登录"));
    }

    @Test
    void a_login_without_a_way_past_is_a_wall() {
        Sight wall = read(draw.field("请输入手机号"), draw.field("验证码"), draw.button("登录"));
        Sight passable = read(draw.button("跳过"), draw.field("请输入手机号"), draw.field("验证码"), draw.button("登录"));

        assertThat(wall.says(Remark.LOGIN_WALL)).isTrue();
        assertThat(passable.says(Remark.LOGIN)).isTrue();
        assertThat(passable.says(Remark.LOGIN_WALL)).isFalse();
        assertThat(passable.find(Role.SKIP)).isPresent();
    }

    @Test
    void a_switch_tells_whether_content_is_personalised_however_it_is_worded() {
        Sight on = read(draw.row(draw.text("个性化推荐"), draw.toggle(true)));
        Sight inverted = read(draw.row(draw.text("关闭个性化广告"), draw.toggle(true)));

        assertThat(on.toggles()).extracting(Toggle::personalized).containsExactly(true);
        assertThat(inverted.toggles()).extracting(Toggle::personalized).containsExactly(false);
        assertThat(on.find(Role.OPT_OUT)).isPresent();
    }

    @Test
    void entries_to_what_may_be_taken_back_are_found() {
        Sight sight = read(
                draw.row(draw.text("撤回同意")),
                draw.row(draw.text("注销账号")),
                draw.row(draw.text("清除画像标签")),
                draw.row(draw.text("关于我们")));

        assertThat(sight.find(Role.WITHDRAW)).isPresent();
        assertThat(sight.find(Role.DELETE_ACCOUNT)).isPresent();
        assertThat(sight.find(Role.DELETE_TAGS)).isPresent();
        assertThat(sight.question()).isEmpty();
    }

    @Test
    void a_question_before_an_account_ends_is_told_with_its_buttons() {
        Node yes = draw.button("确认注销");
        Node no = draw.button("再想想");
        Sight sight = read(draw.text("注销后账号数据将无法恢复，确定要注销账号吗？"), no, yes);

        assertThat(sight.question().orElseThrow().kind()).isEqualTo(Question.Kind.DELETION);
        assertThat(sight.find(Role.CONFIRM)).contains(yes);
        assertThat(sight.find(Role.KEEP)).contains(no);
    }

    @Test
    void an_update_can_be_put_off() {
        Node later = draw.button("以后再说");
        Sight sight = read(draw.text("发现新版本 8.0"), draw.text("优化体验"), draw.button("立即更新"), later);

        assertThat(sight.says(Remark.UPDATE)).isTrue();
        assertThat(sight.find(Role.LATER)).contains(later);
        assertThat(sight.notice()).isEmpty();
    }

    @Test
    void a_separate_consent_says_what_it_is_about() {
        Sight sight =
                read(draw.text("人脸识别单独同意书"), draw.text("我们需要收集您的人脸信息，请单独同意。"), draw.button("不同意"), draw.button("同意"));

        assertThat(sight.notice().orElseThrow().kind()).isEqualTo(Notice.Kind.SEPARATE);
        assertThat(sight.notice().orElseThrow().about()).contains("face_image");
    }

    @Test
    void a_notice_that_mentions_guardians_is_still_the_person_s_own() {
        Sight sight = read(
                draw.text("温馨提示"),
                draw.text(BODY + "如您未满14周岁，请在监护人陪同下阅读，并由监护人同意。"),
                draw.text("《儿童个人信息保护规则》"),
                draw.button("不同意"),
                draw.button("同意"));

        assertThat(sight.notice().orElseThrow().kind()).isEqualTo(Notice.Kind.PRIVACY);
    }

    @Test
    void a_choice_of_less_stands_beside_a_refusal() {
        Node less = draw.button("不同意，进入基本功能模式");
        Node no = draw.button("退出应用");
        Sight sight = read(draw.text("温馨提示"), draw.text(BODY), less, no, draw.button("同意"));

        assertThat(sight.find(Role.BASIC)).contains(less);
        assertThat(sight.find(Role.REFUSE)).contains(no);
        assertThat(sight.notice().orElseThrow().leaves()).isTrue();
    }

    @Test
    void what_cannot_be_seen_is_not_read() {
        Node hidden = draw.button("同意");
        Node unseen = new Node(
                hidden.ref(),
                hidden.kind(),
                hidden.text(),
                "",
                hidden.id(),
                hidden.app(),
                io.mingcha.sessions.device.Bounds.NONE,
                hidden.traits(),
                List.of());
        Sight sight = read(draw.text("温馨提示"), draw.text(BODY), draw.button("不同意"), unseen);

        assertThat(sight.find(Role.AGREE)).isEmpty();
    }

    @Test
    void a_page_of_thousands_of_elements_does_not_hold_up_a_run() {
        List<Node> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add(draw.row(draw.text("推荐商品 " + i), draw.text("下一步"), draw.button("确定")));
        }
        Node page = draw.group(draw.group(draw.group(rows)), draw.text(Decoys.policy()));
        Node dialog = draw.group(draw.text("温馨提示"), draw.text(BODY), draw.button("不同意"), draw.button("同意"));
        Screen screen = Draw.screen(draw.group(page, draw.group(draw.group(dialog))));
        recogniser.read(screen);

        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
            assertThat(recogniser.read(screen).notice()).isPresent();
            assertThat(recogniser.read(Draw.screen(page)).notice()).isEmpty();
        });
    }

    @Test
    void of_what_a_button_shows_and_what_it_tells_aloud_the_known_one_is_read() {
        Node shown = draw.node(
                "button", "", "Cookie banner action 2", Set.of(Trait.CLICKABLE), List.of(draw.text("Accept all")));
        Sight sight = read(draw.text("We use cookies to improve our service."), draw.button("Deny all"), shown);

        assertThat(sight.find(Role.AGREE)).contains(shown);
    }

    @Test
    void a_dialog_that_asks_in_words_nobody_has_told_us_leaves_a_doubt() {
        Sight sight = read(
                draw.text("欢迎"),
                draw.text("为了保护您的个人信息，请您仔细阅读《用户协议》和《隐私政策》，并选择是否继续体验。"),
                draw.button("朕准奏"),
                draw.button("朕不准"));

        assertThat(sight.notice()).isEmpty();
        assertThat(sight.unsure(Doubt.About.NOTICE)).isTrue();
    }
}
