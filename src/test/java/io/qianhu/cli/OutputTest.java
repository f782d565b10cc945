package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    private static final String ASCII = "ANSI_X3.4-1968";

    @ParameterizedTest
    @CsvSource({
        "       , UTF-8         , C.UTF-8     , UTF-8",
        "       , GB18030       , zh_CN.GBK   , GB18030",
        "       , ANSI_X3.4-1968, zh_CN.UTF-8 , UTF-8",
        "       , ANSI_X3.4-1968, zh_CN.GBK@x , GBK",
        "       , ANSI_X3.4-1968, zh_CN       , none",
        "       , ANSI_X3.4-1968, C           , none",
        "       , ISO-8859-1    , en_US.no one, none",
        "ANSI_X3.4-1968, ANSI_X3.4-1968, zh_CN.UTF-8, UTF-8",
        "US-ASCII, UTF-8        , zh_CN.UTF-8 , none",
        "GBK    , UTF-8         , zh_CN.UTF-8 , GBK",
    })
    void hasChineseWhereTheEncodingThatIsNamedHasIt(String stdout, String ofSystem, String lang, String expected) {
        assertThat(Output.chinese(stdout, ofSystem, Map.of("LANG", lang))
                        .map(Object::toString)
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void theStrongestVariableNamesIt() {
        assertThat(Output.chinese(null, ASCII, Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
                .isEmpty();
        assertThat(Output.chinese(null, ASCII, Map.of("LC_CTYPE", "zh_CN.UTF-8", "LANG", "C")))
                .isPresent();
        assertThat(Output.chinese(null, null, Map.of())).isEmpty();
    }
}
