package io.qianhu.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final int LONG = 1_000;

    @Test
    void isPutIntoWordsWithWhatItHoldsInThem() {
        Message message = Message.of(
                "message.semicolon",
                Message.of("job.above-max-callees", 1_000, 1_200L),
                Message.of("intake.below-title-lines", 1_000));

        assertThat(message)
                .hasToString("limits.max-callees is 1,000 and the files have 1,200 callees;  below title lines (1000)");
        assertThat(Wording.CHINESE.of(message))
                .contains("1,000", "1,200", "（在 1000 行标题之下）")
                .doesNotContain("callees;");
    }

    @Test
    void isTheSameAfterItWasStored() {
        Message message = Message.of(
                "message.list", 1, 2L, "a\tb", Message.text("text"), Message.of("message.colon", 3, Message.NONE));

        assertThat(StoredMessage.read(StoredMessage.of(message, LONG))).isEqualTo(message);
        assertThat(StoredMessage.bounded(message, LONG)).isEqualTo(message);
        assertThat(StoredMessage.read(null)).isEqualTo(Message.NONE);
    }

    @Test
    void manyAreJoinedWithoutNestingThemDeeply() {
        List<Message> many =
                IntStream.range(0, 10_000).mapToObj(i -> Message.text("m" + i)).toList();

        Message joined = Message.joined("message.comma", many).orElseThrow();
        assertThat(joined.english()).startsWith("m0, m1, m2, ").endsWith(", m9998, m9999");
        assertThat(StoredMessage.read(StoredMessage.of(joined, 1_000_000))).isEqualTo(joined);
        assertThat(Message.joined("message.comma", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "the contract has ended", "{", "{}", "{\"Code\":\"OK\"}", "[1]", "3"})
    void aTextIsKeptAsItIs(String text) {
        assertThat(StoredMessage.of(Message.text(text), LONG)).isEqualTo(text);
        assertThat(StoredMessage.read(text)).isEqualTo(Message.text(text)).hasToString(text);
    }

    @Test
    void whatIsTooLongToBeKeptIsKeptInEnglishAndCut() {
        Message message = Message.of("message.colon", "x".repeat(50), "y");

        assertThat(StoredMessage.bounded(message, 20)).isEqualTo(Message.text("x".repeat(19) + "…"));
    }

    @Test
    void aKeyOfAnotherVersionIsShownWithWhatItTells() {
        assertThat(new Message("job.of-tomorrow", List.of("it's {0}", 5))).hasToString("job.of-tomorrow [it's {0}, 5]");
    }

    @Test
    void hidesNumbersAndLineBreaksInWhatItIsGiven() {
        assertThat(Message.of("message.colon", "13800138000", "a\nb")).hasToString("138****8000: a\\u000Ab");
    }
}
