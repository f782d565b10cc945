package io.qianhu.report;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.report.SourceSentences.Place;
import io.qianhu.report.SourceSentences.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the code may say to a person has its Chinese form, and the catalogue holds nothing that nobody says. */
class PhrasesOfSourcesTest {
    private static final Pattern SQL = Pattern.compile(
            "(select|insert|update|delete|merge|with|from|where|order|group|alter|create|join|on|and|or|key|fetch) .*|.* = .*\\?.*"
                    + "|CHECKPOINT SYNC");
    private static final Pattern PATTERN = Pattern.compile(".*(\\(\\?|\\.\\*|\\\\[dpsb.\\]]|\\[\\^|SQLite format 3).*");
    private static final Pattern OF_A_RECORD = Pattern.compile("[A-Z][A-Za-z]+\\[.*");

    /** Why a sentence needs no Chinese form, and how that is seen. */
    private record LeftOut(String reason, Predicate<Sentence> rule) {}

    private static LeftOut place(String reason, Predicate<Place> rule) {
        return new LeftOut(reason, sentence -> rule.test(sentence.place()));
    }

    private static final List<LeftOut> LEFT_OUT = List.of(
            place(
                    "the log is for engineers and stays English",
                    place -> place.given("log.info", "log.warn", "log.error", "log.debug", "LOG.log")),
            place(
                    "a bug of the program, whose message helps nobody but who repairs it",
                    place -> place.given("new IllegalStateException", "new UnsupportedOperationException")
                            || (place.given("new IllegalArgumentException") && !checksWhatAPersonWrote(place))),
            new LeftOut(
                    "a debugger's view of a record, which no message holds",
                    sentence -> OF_A_RECORD.matcher(sentence.english()).matches()
                            || sentence.place()
                                    .in("ledger/Origins", "ledger/RejectedRows", "number/Callees", "dyvms/Text.java")),
            new LeftOut(
                    "SQL",
                    sentence -> sentence.place().in("ledger/", "schedule/")
                            && SQL.matcher(sentence.english()).matches()),
            new LeftOut(
                    "a pattern that texts are compared with",
                    sentence -> PATTERN.matcher(sentence.english()).matches()
                            || sentence.place()
                                    .given("text.contains", "message.startsWith", "Pattern.compile", "signature")),
            new LeftOut(
                    "a name, or a figure with its unit",
                    sentence -> sentence.english().equals("{1} MB")
                            || sentence.place().in("cli/Version", "ledger/Account")),
            place("words that names of columns are compared with", place -> place.in("intake/ColumnName")),
            place("what one process tells another, which takes it apart", place -> place.in("cli/Ordered")),
            place("said by Words, as keys of words.properties", place -> place.in("number/RejectReason")),
            place(
                    "rendered by Words; an exception there is not",
                    place -> place.in("report/") && !place.given("new UncheckedIOException")),
            place(
                    "the request as it is sent, which `check` shows word for word",
                    place -> place.in("dyvms/CreateRobotTask", "dyvms/DyvmsGateway")),
            place(
                    "the sandbox answers programs, in the vendor's words",
                    place -> place.in("sandbox/")
                            && !place.in(
                                    "sandbox/FaultSettings",
                                    "sandbox/JournalFile",
                                    "sandbox/JournalLines",
                                    "sandbox/Sandbox.java",
                                    "sandbox/SandboxJournal",
                                    "sandbox/SandboxSettings",
                                    "sandbox/SettingsCheck",
                                    "sandbox/Tasks")),
            place("what programs are told in the words of HTTP", place -> place.in("http/")),
            place(
                    "read by programs that watch, and in the log",
                    place -> place.in(
                            "watch/Figures",
                            "watch/ApiHealth",
                            "watch/RunsHealth",
                            "watch/ManagementServer",
                            "watch/Webhook.java")));

    /** An argument that comes from a setting, a campaign file or the command line. */
    private static boolean checksWhatAPersonWrote(Place place) {
        return place.in("campaign/", "pace/")
                || place.file().matches(".*(Settings|Limits|SoughtNumber|SettingsCheck)\\.java");
    }

    private static boolean leftOut(Sentence sentence) {
        return LEFT_OUT.stream().anyMatch(one -> one.rule().test(sentence));
    }

    private static List<Sentence> toBeSaid() throws IOException {
        return SourceSentences.all().stream()
                .filter(sentence -> SourceSentences.isSentence(sentence.english()))
                .filter(sentence -> !leftOut(sentence))
                .toList();
    }

    private static Set<String> catalogue() {
        return Phrases.read("phrases_zh.txt").map(Phrase::english).collect(Collectors.toSet());
    }

    @Test
    void everySentenceOfTheSourcesIsInTheCatalogue() throws IOException {
        Set<String> known = catalogue();
        Map<String, Sentence> missing = toBeSaid().stream()
                .filter(sentence -> !known.contains(sentence.english()))
                .collect(toMap(Sentence::english, sentence -> sentence, (first, second) -> first));

        assertThat(missing.values())
                .as("sentences without Chinese form; add them to phrases_zh.txt, or say in LEFT_OUT why not")
                .isEmpty();
    }

    @Test
    void everySentenceOfTheCatalogueIsInTheSources() throws IOException {
        Set<String> inSources =
                SourceSentences.all().stream().map(Sentence::english).collect(Collectors.toSet());

        assertThat(catalogue().stream().filter(english -> !inSources.contains(english)))
                .as("sentences that nobody says")
                .isEmpty();
    }

    @Test
    void everyReasonToLeaveASentenceOutHoldsForOne() throws IOException {
        List<Sentence> sentences = SourceSentences.all().stream()
                .filter(sentence -> SourceSentences.isSentence(sentence.english()))
                .toList();

        assertThat(LEFT_OUT).allMatch(one -> sentences.stream().anyMatch(one.rule()));
    }

    @Test
    void noSentenceStandsTwiceInTheCatalogue() {
        assertThat(Phrases.read("phrases_zh.txt").map(Phrase::english)).doesNotHaveDuplicates();
    }
}
