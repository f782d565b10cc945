package io.qianhu.intake;

import io.qianhu.intake.unpack.PlainFiles;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Knows what says of itself that people must not be called: a file by its name, a row by a cell. */
final class NotToBeCalled {
    private static final String WORDS = "勿扰|勿拨|勿打|禁拨|免打扰|退订(?!请?回)|黑名单|禁呼|拒呼"
            + "|(?<![a-z])(?:dnc|dnd|do[ _-]?not[ _-]?(?:call|contact)|unsubscribe[ds]?|opt(?:ed)?[ _-]?outs?"
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

    /** How what is remarked begins; cells of every row are asked, and the pattern takes long. */
    private static final String BEGINS = "勿禁免退黑拒不别dDuUoObBsScC";

    private static final Pattern REMARKS = Pattern.compile(
            "|.*(?:状态|备注|说明|标[签记注]|意[向愿]|结果|情况|跟进|status|state|remarks?|notes?|tags?|labels?|comments?|memo|disposition|outcome|result)");

    /** Of quiet hours, of mails, or with a link in each row such a column does not speak of the person. */
    private static final Pattern COLUMN = Pattern.compile(
            "(?!.*(?:邮件|短信|email|sms|链接|link|url|扰时[间段])).*(?:免打扰|勿扰|勿拨|勿打|退订"
                    + "|黑名单|禁呼|禁拨|拒绝?(?:来电|电话|外呼|接听|访)|donot(?:call|contact)|dnc|dnd|opt(?:ed)?out|unsubscribed?|blacklist).*");

    /** Says whether one may be called; a no counts in it. */
    private static final Pattern ALLOWED =
            Pattern.compile("(?:是否|可否|能否|允许|可以|同意|接受)+(?:拨打|外呼|致电|联系|呼叫|回访|来电|电话|营销|推广).*"
                    + "|(?:allow|can|may|ok|consent)(?:to)?(?:call|phone|contact).*");

    private static final Pattern NO = Pattern.compile(
            "|[否非无]|不.{0,4}|[未没].*|0+|n|no|not|none|f|false|null|nan|na|nil|正常|subscribed|active|opt(?:ed)?in");

    private static final String MARKS = "√✓✔☑";

    private final int[] asking;
    private final int[] allowing;
    private final int[] remarking;

    /** That of the rows below a header; without one there is nothing that a mark could mean. */
    NotToBeCalled(List<String> header) {
        this.asking = columns(header, COLUMN);
        this.allowing = columns(header, ALLOWED);
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

    /** Whether a row says anything but no in a column of such a name, or so in one of remarks or states, or in one without a name. */
    boolean saidBy(List<String> cells) {
        for (int column : asking) {
            if (column < cells.size() && !isNo(cells.get(column))) {
                return true;
            }
        }
        for (int column : allowing) {
            if (column < cells.size() && !cells.get(column).isBlank() && isNo(cells.get(column))) {
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
        for (int i = 0; i < cell.length(); i++) {
            if (BEGINS.indexOf(cell.charAt(i)) >= 0) {
                return REMARK.matcher(cell).find();
            }
        }
        return false;
    }

    /** A date is none: it is since when. */
    private static boolean isNo(String cell) {
        boolean marked = !cell.isBlank() && MARKS.indexOf(cell.strip().charAt(0)) >= 0;
        return !marked && NO.matcher(ColumnName.plain(cell)).matches();
    }
}
