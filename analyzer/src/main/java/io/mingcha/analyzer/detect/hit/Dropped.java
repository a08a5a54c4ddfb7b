package io.mingcha.analyzer.detect.hit;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.settings.Text;
import java.util.Locale;

/** What might have been personal data and does not count. */
public record Dropped(Node node, String type, String value, Why why) {

    /** Why it does not. */
    public enum Why {
        NOBODYS("在剔除表中，或为全零、单一字符、打码的值", "on the discard list, or zeroed, one character over and over, or masked"),
        OTHER_WORDS("值中的词说明它不是这一类型", "a word in the value says that it is something else"),
        UNLIKE_TYPE("值未通过该类型的校验或格式", "the value fails the check or form of the type"),
        FAILED_CHECK_DIGIT("校验位不符", "its check digit does not agree"),
        NAME_ALONE("仅字段名是线索；只有已知值才算", "the name alone is a clue; only a known value counts here"),
        WEAK_NAME(
                "字段名太笼统，旁边没有同一人或设备的字段", "the name is too general, and no field of a person or device beside it agrees"),
        UNLIKE_NAME("字段名属于订单、时间等，或指向各种编号", "the name is one of orders, times and the like, or of ids of every kind"),
        PART_OF_LONGER("是更长的数字、单词或值的一部分", "it is a piece of a longer number, word or value"),
        ORGANISATION("属于商家或服务，公开信息", "it is a shop's or a service's, which is public"),
        MEANS_ANOTHER("旁边的字段表明此名另有含义", "the fields beside it give the name another meaning"),
        TOO_COMMON("值太普通，没有同名字段支持", "the value is too common to count without a field of its name"),
        TOO_LONG("值过长", "the value is too long for it"),
        PLACE("字段名说明是地图上的地点", "its name says a place on a map"),
        NOT_MEASURED(
                "旁边的字段说明不是设备测得的位置：由 IP 推断、由广告平台写入，或属于物品",
                "what stands beside it says that no device measured it: guessed from an address, put there by a bidder, or a thing's"),
        NOT_PRECISE("不是精确位置：小数不足、为整数或为零", "no precise position: too few decimals, round, or zero"),
        SAID_BY_SERVER(
                "该服务器在此之前的响应中已给出这个位置，不是设备测得的",
                "an answer of the same server said this position before: no device measured it"),
        ONE_OF_MANY("列表中有许多位置：供选择的地点", "one of many in a list: places to choose from"),
        OF_OTHERS(
                "列表的名称或各行的内容说明它属于物品、商家或所有人",
                "its name, what it stands in, or what its rows hold say that the list is of things, shops or everybody"),
        SAME_CRC(
                "与已知值的 CRC-32 相同：32 位可能巧合，仅为线索",
                "the CRC-32 of a known value: 32 bits may agree by chance, a clue only"),
        SAME_MURMUR("与已知值的 Murmur3 相同：用于散列表，仅为线索", "the Murmur3 of a known value: a sum made for tables, a clue only"),
        TOLD_OTHERWISE("同一处有更强的证据", "stronger evidence says what stands here");

        private final Text text;

        Why(String zh, String en) {
            text = Text.of(zh, en);
        }

        /** Whether it says that a known value may stand there in another form. */
        public boolean isClue() {
            return this == SAME_CRC || this == SAME_MURMUR;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Text text() {
            return text;
        }
    }
}
