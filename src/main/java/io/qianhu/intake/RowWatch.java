package io.qianhu.intake;

import io.qianhu.ledger.RejectExample;
import io.qianhu.message.Message;
import io.qianhu.number.RejectReason;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Watches the rows of one file, block by block in their order, for what no single row shows, and refuses the file:
 *
 * <ol>
 *   <li>a quoted cell hides rows that would be called;
 *   <li>a row names the columns otherwise than the header, or a part of the list that is about other people;
 *   <li>over a tenth of the rows, and more than one, do not line up with the header;
 *   <li>a row was accepted that is shorter than the header, and a column behind the phone column holds numbers in
 *       another row: one of them may have slid under it;
 *   <li>a column that was none in the sample shows to be a rival of the phone column.
 * </ol>
 *
 * Nothing is submitted before every row was read, so nobody is called by a file that is refused at its end.
 */
public final class RowWatch {
    private static final int SHARE = 10;
    private static final int MORE_THAN_ONE = 2;

    private final String file;
    private final FileFormat format;
    private Seen seen;

    /**
     * What was seen so far; a restart goes on with it.
     *
     * @param rows that were read
     * @param misaligned how many of them do not line up
     * @param firstMisaligned line of the first one; 0 for none
     * @param firstShort line of the first row that was accepted though it is short; 0 for none
     * @param firstBehind line of the first number behind the phone column; 0 for none
     * @param rivals what each of {@link FileFormat#rivals} holds beside the phone column
     */
    public record Seen(
            long rows,
            long misaligned,
            long firstMisaligned,
            long firstShort,
            long firstBehind,
            List<Rival.Others> rivals) {
        public static final Seen NOTHING = new Seen(0, 0, 0, 0, 0, List.of());

        public Seen {
            rivals = List.copyOf(rivals);
        }
    }

    /** @param file its name, for messages */
    public RowWatch(String file, FileFormat format, Seen seen) {
        this.file = file;
        this.format = format;
        this.seen = seen;
    }

    public Seen seen() {
        return seen;
    }

    /**
     * Takes the next block into account.
     *
     * @throws InputRefused when it hides rows, or holds what makes an accepted row doubtful
     */
    public void add(ParsedBlock block) {
        ParsedBlock.Doubts doubts = block.doubts();
        if (doubts.openQuote() > 0) {
            throw new InputRefused(Message.of("intake.line-quote-opens-here-hides", file, doubts.openQuote()));
        }
        if (doubts.otherHeader() > 0) {
            throw new InputRefused(Message.of("intake.line-row-names-columns-otherwise", file, doubts.otherHeader()));
        }
        String reason = RejectReason.MISALIGNED.name();
        long misaligned = block.rejected().byReason().getOrDefault(reason, 0L);
        RejectExample example = block.rejected().examples().get(reason);
        long first = example == null ? 0 : example.line();
        seen = new Seen(
                seen.rows() + block.rows(),
                seen.misaligned() + misaligned,
                earlier(seen.firstMisaligned(), first),
                earlier(seen.firstShort(), doubts.shortRow()),
                earlier(seen.firstBehind(), doubts.numberBehind()),
                together(seen.rivals(), doubts.rivals()));
        if (seen.firstShort() > 0 && seen.firstBehind() > 0) {
            throw new InputRefused(
                    Message.of("intake.line-row-shorter-header", file, seen.firstShort(), seen.firstBehind()));
        }
    }

    private static List<Rival.Others> together(List<Rival.Others> before, List<Rival.Others> now) {
        return IntStream.range(0, now.size())
                .mapToObj(i -> (i < before.size() ? before.get(i) : Rival.Others.NONE).and(now.get(i)))
                .toList();
    }

    /** @throws InputRefused when too many rows of the whole do not line up, or a rival shows */
    public void end() {
        if (seen.misaligned() >= MORE_THAN_ONE && seen.misaligned() * SHARE > seen.rows()) {
            throw new InputRefused(Message.of(
                    "intake.line-row-not-line-up", file, seen.firstMisaligned(), seen.misaligned(), seen.rows()));
        }
        refuseRivals();
    }

    private void refuseRivals() {
        for (int i = 0; i < seen.rivals().size(); i++) {
            Rival rival = format.rivals().get(i);
            Rival.Others others = seen.rivals().get(i);
            if (rival.shows(others, seen.rows())) {
                throw new InputRefused(Message.of(
                        "intake.line-here-column-holds-another",
                        file,
                        others.firstLine(),
                        named(rival.column()),
                        named(format.phoneColumn()),
                        others.rows(),
                        seen.rows(),
                        PhoneColumn.value(format.header(), rival.column() + 1)));
            }
        }
    }

    private String named(int column) {
        String name = column < format.header().size()
                ? SampleColumn.shown(format.header().get(column))
                : "";
        return column + 1 + (name.isEmpty() ? "" : " \"" + name + "\"");
    }

    private static long earlier(long before, long now) {
        return before > 0 ? before : now;
    }
}
