package io.qianhu.intake;

import io.qianhu.intake.unpack.PlainFiles;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Knows what says of itself that people must not be called: a file by its name, a row by a cell. */
final class NotToBeCalled {
    private static final String WORDS = "勿扰|勿拨|勿打|免打扰|退订(?!请?回)|黑名单|禁呼|拒呼"
            + "|(?<![a-z])(?:dnc|do[ _-]?not[ _-]?(?:call|contact)|unsubscribe[ds]?|opt(?:ed)?[ _-]?outs?"
            + "|black[ _-]?list(?:ed)?|suppress(?:ed|ions?)?|cleaned[ _-]members)(?![a-z])";

    private static final Pattern NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    /** That they were taken out of a file. */
    private static final Pattern WITHOUT = Pattern.compile(
            "非|[去剔排扣移删]除|不含|过滤|去(?:勿|免|退|黑|禁)|(?<![a-z])(?:without|scrubbed|removed|filtered|excluding|non)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    /** What is remarked of one person, unless it is denied. */
    private static final Pattern REMARK = Pattern.compile(
            "(?<!未|没有?|非|不[在是]|取消|解除|移[出除]|(?:not|never|no longer)[ _-])(?:" + WORDS
                    + "|(?:不要|别)再?(?:打|拨|联系|来电))(?!(?:名单)?已?(?:[解移删]除|取消))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REMARKS = Pattern.compile(
            "|.*(?:状态|备注|说明|标[签记注]|意[向愿]|结果|情况|跟进|status|state|remarks?|notes?|tags?|labels?|comments?|memo|disposition|outcome|result)");

    private static final Pattern COLUMN = Pattern.compile("(?!.*(?:邮件|短信|email|sms)).*"
            + "(?:免打扰|勿扰|勿拨|勿打|退订|黑名单|禁呼|donot(?:call|contact)|dnc|optout|unsubscribed?|blacklist(?:ed)?)");

    private static final Pattern YES =
            Pattern.compile("是|已?(?:免打扰|勿扰|勿拨|退订)|1|y|yes|t|true|x", Pattern.CASE_INSENSITIVE);

    private static final String MARKS = "√✓✔☑";

    private final int[] asking;
    private final int[] remarking;

    /** That of the rows below a header; without one there is nothing that a mark could mean. */
    NotToBeCalled(List<String> header) {
        this.asking = columns(header, COLUMN);
        this.remarking = columns(header, REMARKS);
    }

    private static int[] columns(List<String> header, Pattern name) {
        return IntStream.range(0, header.size())
                .filter(i -> name.matcher(ColumnName.plain(header.get(i))).matches())
                .toArray();
    }

    /** @throws InputRefused when a file, or the entry or sheet that it is, is named so; folders do not count */
    static void refuseName(PlainFile file) {
        for (String part : file.name().split(Pattern.quote(PlainFiles.PART), -1)) {
            String name = part.substring(part.lastIndexOf('/') + 1);
            if (NAME.matcher(name).find() && !WITHOUT.matcher(name).find()) {
                throw new InputRefused(file.name() + ": its name says that its people must not be called; name it in"
                        + " numbers.suppress, or rename it where they may be");
            }
        }
    }

    /** Whether a row says yes in a column of such a name, or so in one of remarks or states, or in one without a name. */
    boolean saidBy(List<String> cells) {
        for (int column : asking) {
            if (column < cells.size() && isYes(cells.get(column))) {
                return true;
            }
        }
        for (int column : remarking) {
            if (column < cells.size() && saidIn(cells.get(column))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a cell says so of one person, or of all below it. */
    static boolean saidIn(String cell) {
        return !cell.isEmpty() && REMARK.matcher(cell).find();
    }

    private static boolean isYes(String cell) {
        return YES.matcher(ColumnName.plain(cell)).matches()
                || (!cell.isBlank() && MARKS.indexOf(cell.strip().charAt(0)) >= 0);
    }
}
