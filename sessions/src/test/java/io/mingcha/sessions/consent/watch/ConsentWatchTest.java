package io.mingcha.sessions.consent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.sessions.consent.Draw;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.device.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsentWatchTest {
    private final Draw draw = Draw.android();
    private final Film film = new Film(1);

    private Node home() {
        return draw.group(draw.texts("首页", "推荐", "今日特惠", "我的"));
    }

    private Node notice() {
        return draw.group(
                draw.text("用户协议和隐私政策"),
                draw.text("请您仔细阅读《用户协议》和《隐私政策》，如您同意请点击“同意”。"),
                draw.button("不同意"),
                draw.button("同意"));
    }

    private Node login(boolean ticked) {
        return draw.group(
                draw.field("请输入手机号"),
                draw.group(draw.box("", ticked), draw.text("我已阅读并同意《用户协议》和《隐私政策》")),
                draw.button("登录"));
    }

    private List<String> labels() {
        return film.events().stream()
                .filter(Event.Fell.class::isInstance)
                .map(e -> ((Event.Fell) e).marker().label())
                .toList();
    }

    @Test
    void a_notice_of_another_app_is_none_of_this_one_s() {
        film.shows(home())
                .frames()
                .shows("com.android.chrome", notice())
                .frames()
                .shows(home())
                .frames()
                .ends();

        assertThat(film.events()).isEmpty();
    }

    @Test
    void a_notice_that_is_refused_and_comes_back_is_forced() {
        film.shows(notice())
                .frames()
                .taps(Role.REFUSE)
                .shows(home())
                .frames()
                .shows(notice())
                .frames();

        assertThat(labels()).containsExactly("privacy_prompt_shown", "consent_reject", "consent_prompt");
    }

    @Test
    void a_refusal_that_leads_to_a_notice_that_insists_is_noted_as_forced() {
        film.shows(notice())
                .frames()
                .taps(Role.REFUSE)
                .shows(draw.group(
                        draw.text("温馨提示"),
                        draw.text("您需要同意《隐私政策》后才能继续使用，否则我们将无法提供服务。"),
                        draw.button("退出应用"),
                        draw.button("同意并继续")))
                .frames();

        assertThat(film.forced()).isPresent();
    }

    @Test
    void a_login_without_its_box_ticked_is_no_consent() {
        film.shows(login(false))
                .frames()
                .taps(Role.AGREE)
                .frame()
                .frame()
                .frame()
                .frame()
                .frame()
                .ends();

        assertThat(labels()).containsExactly("privacy_prompt_shown");
    }

    @Test
    void a_box_that_is_ticked_as_soon_as_it_is_seen_is_noted_as_ticked_by_default() {
        film.shows(draw.group(draw.text("加载中"))).frame();
        film.showsAtOnce(login(true)).frameAtOnce();

        assertThat(film.noted()).containsEntry("consent_prechecked", "true").containsEntry("login_wall", "true");
    }

    @Test
    void a_box_that_may_have_been_ticked_by_hand_is_not_noted() {
        film.shows(draw.group(draw.text("加载中")))
                .frame()
                .waits(5_000)
                .shows(login(true))
                .frames();

        assertThat(film.noted()).doesNotContainKey("consent_prechecked");
    }

    @Test
    void what_a_person_may_take_back_is_noted() {
        film.shows(draw.group(
                        draw.row(draw.text("撤回同意")),
                        draw.row(draw.text("注销账号")),
                        draw.row(draw.text("个性化推荐"), draw.toggle(true))))
                .frames();

        assertThat(film.noted())
                .containsEntry("consent_withdraw", "true")
                .containsEntry("account_cancel", "true")
                .containsEntry("personalization_switch", "true");
    }

    @Test
    void a_button_tapped_twice_has_both_taps_in_its_window() {
        film.shows(notice())
                .frames()
                .taps(Role.AGREE, "consent_accept")
                .frame()
                .taps(Role.AGREE)
                .shows(home())
                .frames();

        assertThat(labels()).containsExactly("privacy_prompt_shown", "consent_accept");
        assertThat(film.truths().get(0).at())
                .isBetween(
                        ((Event.Fell) film.events().get(1)).marker().notBefore(),
                        ((Event.Fell) film.events().get(1)).marker().notAfter());
    }

    @Test
    void a_less_than_full_consent_is_a_refusal_of_what_is_not_needed() {
        film.shows(draw.group(
                        draw.text("隐私政策概要"),
                        draw.text("请您阅读《隐私政策》。不同意也可以只用基本功能。"),
                        draw.button("进入基本功能模式"),
                        draw.button("同意")))
                .frames()
                .taps(Role.BASIC)
                .shows(home())
                .frames();

        assertThat(labels()).containsExactly("privacy_prompt_shown", "consent_reject", "decline_nonnecessary");
    }
}
