package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.report.RunSummary;
import io.qianhu.report.SummaryText;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    private static final RunSummary RUN = RunSummary.fromJson("""
            {"run": "k3f9x2mq", "campaign": "spring", "target": "SANDBOX", "label": "", "state": "COMPLETED",
             "files": [], "suppressionLists": [], "rejectedByReason": {}, "lists": {},
             "startedAt": "2026-03-02T01:00:00Z", "balanced": true}""");

    @ParameterizedTest
    @CsvSource({
        "AUTO, LANG, zh_CN.UTF-8, 账目平衡。",
        "AUTO, LANG, en_US.UTF-8, The books balance.",
        "AUTO, PATH, zh, The books balance.",
        "AUTO, LC_ALL, zh_TW, 账目平衡。",
        "ZH, LANG, en_US.UTF-8, 账目平衡。",
        "EN, LANG, zh_CN.UTF-8, The books balance."
    })
    void isThatOfTheEnvironmentUnlessItIsSet(Language language, String variable, String value, String sentence) {
        assertThat(render(language, Map.of(variable, value))).contains(sentence);
    }

    @Test
    void theFirstVariableThatIsSetCounts() {
        assertThat(render(Language.AUTO, Map.of("LC_ALL", "C", "LANG", "zh_CN")))
                .contains("The books balance.");
        assertThat(render(Language.AUTO, Map.of("LC_ALL", "", "LANG", "zh_CN"))).contains("账目平衡。");
    }

    @Test
    void isEnglishWhereNobodyCouldReadChineseUnlessItIsSet() {
        Map<String, String> chinese = Map.of("LC_MESSAGES", "zh_CN.UTF-8", "LANG", "C");
        assertThat(Language.AUTO.words(chinese, false).language()).isEqualTo("en");
        assertThat(Language.AUTO.words(chinese, true).language()).isEqualTo("zh");
        assertThat(Language.ZH.words(chinese, false).language()).isEqualTo("zh");
    }

    @Test
    void theOptionIsASettingBehindAnyCommand() {
        assertThat(Qianhu.execute("status", "--lang", "klingon")).isEqualTo(ExitCode.REFUSED.number());
    }

    private static String render(Language language, Map<String, String> environment) {
        return new SummaryText(language.words(environment, true), ZoneOffset.UTC).render(RUN);
    }
}
