package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListReport;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.SubmissionHistory;
import io.qianhu.ledger.SubmissionHistory.AllowedRate;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RunPageTest {
    private static final Times TIMES = new Times(ZoneId.of("Asia/Shanghai"));
    private static final RunPage PAGE = new RunPage(Words.of(Locale.ENGLISH), TIMES);
    private static final SubmissionHistory NONE = new SubmissionHistory(List.of(), List.of());
    private static final RunPage.NeedsPerson NOBODY = new RunPage.NeedsPerson();

    @Test
    void showsTheBooksAndWhatTheyComeTo() throws IOException {
        String page = render(Summaries.completed(), NONE, NOBODY);

        assertThat(page)
                .contains("<td>rows read</td><td class=\"count\">2,010,003</td>")
                .contains("<td>+ duplicates</td><td class=\"count\">9,000</td>")
                .contains("<p class=\"good\">The books balance.</p>")
                .contains("lost-digits", "such as 三月/numbers.csv line 17: 1.3*x+**")
                .contains("Nothing was submitted yet.")
                .doesNotContain("class=\"bad\"", "What to do next");
    }

    @Test
    void isChineseWhereThatIsAskedFor() throws IOException {
        StringWriter out = new StringWriter();
        new RunPage(Words.of(Locale.CHINESE), TIMES).write(Summaries.completed(), NONE, NOBODY, out);

        assertThat(out.toString()).contains("<html lang=\"zh\">", "账目平衡。", "单元格中没有数字。");
    }

    @Test
    void refersToNothingOutsideAndRunsNothing() throws IOException {
        assertThat(render(Summaries.stopped(), history(3), NOBODY))
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://", "<script", " src=", "href=", "url(");
    }

    @Test
    void showsWhatNeedsAPersonAndNoNumber() throws IOException {
        RunPage.NeedsPerson person = new RunPage.NeedsPerson();
        person.add(list(1, ListState.ACCEPTED, "fine"));
        person.add(list(2, ListState.REFUSED, "13800138000 & <b>co</b> are no good"));
        person.add(list(3, ListState.HELD, ""));

        String page = render(Summaries.stopped(), NONE, person);

        assertThat(page)
                .contains("<td class=\"count\">2</td>", "<td class=\"count\">3</td>", "task-2")
                .contains("&amp; &lt;b&gt;co&lt;/b&gt; are no good")
                .doesNotContain("13800138000", "task-1<", "fine");
    }

    @Test
    void keepsToAFewListsAndSaysHowManyMore() throws IOException {
        RunPage.NeedsPerson person = new RunPage.NeedsPerson();
        for (int i = 1; i <= 1_234; i++) {
            person.add(list(i, ListState.HELD, ""));
        }

        assertThat(render(Summaries.stopped(), NONE, person))
                .contains("task-200<", "and 1,034 more, which tasks.csv lists")
                .doesNotContain("task-201<");
    }

    @Test
    void drawsSubmissionsBelowTheLimit() throws Exception {
        String page = render(Summaries.completed(), history(40), NOBODY);

        assertThat(page).contains("40 submissions; at most 10 of them began within one second. The limit was 20/s.");
        Document svg = xml(page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6));
        NodeList bars = svg.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(4);
        double top = Double.parseDouble(((Element) bars.item(0)).getAttribute("y"));
        String line = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
        assertThat(line).matches("M[0-9.]+ [0-9.]+H960[.]00");
        double limit = Double.parseDouble(line.replaceAll("M[0-9.]+ ([0-9.]+)H.*", "$1"));
        assertThat(limit).as("higher on the page").isLessThan(top);
    }

    @Test
    void theLimitIsAStepWhereItWasChanged() throws IOException {
        SubmissionHistory twice = new SubmissionHistory(
                history(40).begun(),
                List.of(
                        new AllowedRate(Summaries.STARTED, 20),
                        new AllowedRate(Summaries.STARTED.plusSeconds(2), 0.5)));

        assertThat(render(Summaries.completed(), twice, NOBODY))
                .contains("The limit was 30/min, the last of 2.")
                .containsPattern("class=\"allowed\" d=\"M56[.]00 [0-9.]+H508[.]00L508[.]00 [0-9.]+H960[.]00\"");
    }

    @Test
    void saysWhenTheLimitIsNotKnown() throws IOException {
        assertThat(render(
                        Summaries.completed(), new SubmissionHistory(history(1).begun(), List.of()), NOBODY))
                .contains("is not known")
                .doesNotContain("class=\"allowed\"");
    }

    /** Ten a second, the first ones at once. */
    private static SubmissionHistory history(int submissions) {
        List<Instant> begun = new ArrayList<>();
        for (int i = 0; i < submissions; i++) {
            begun.add(Summaries.STARTED.plusMillis(100L * i));
        }
        return new SubmissionHistory(begun, List.of(new AllowedRate(Summaries.STARTED, 20)));
    }

    private static ListReport list(int number, ListState state, String message) {
        return new ListReport(
                number,
                1_000,
                state,
                1,
                "task-" + number,
                null,
                "isv.Example",
                Message.text(message),
                null,
                null,
                null);
    }

    private static String render(RunSummary run, SubmissionHistory history, RunPage.NeedsPerson person)
            throws IOException {
        StringWriter out = new StringWriter();
        PAGE.write(run, history, person, out);
        return out.toString();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
