package io.qianhu.intake;

import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.message.Message;
import java.util.List;
import java.util.regex.Pattern;

/** Knows what says of itself that people must not be called: a file by its name, a row by a cell. */
final class NotToBeCalled {
    /** A no, and what is not to be done. */
    private static final String DENIED = "(?:禁止?|谢绝|拒绝?|请?勿再?|(?:不要|不用|不再|别|停止)再?)"
            + "(?:外呼|呼叫|拨打|致电|来电|通话|电话|打扰|联系(?!方式)|回访|接听|营销|骚扰"
            + "|[打接访拨呼](?:(?=电话|了|来|呼叫|名单|客户)|(?![\\p{L}\\p{N}])))";

    private static final String WORDS = "勿扰|免打扰|退订(?!请?回|[金单阅])|黑名单|拉黑|屏蔽|" + DENIED
            + "|(?<![a-z])(?:dnc|dnd|(?:do[ _-]?not|don['’]?t|never)[ _-]?(?:call|contact|phone)|no[ _-](?:more[ _-])?calls?"
            + "|unsub(?:scribe[ds]?)?|opt(?:ed)?[ _-]?outs?|stop[ _-]?list|black[ _-]?list(?:ed)?|suppress(?:ed|ions?)?"
            + "|cleaned[ _-]members)(?![a-z])";

    private static final Pattern NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    /** That they were taken out of a file. */
    private static final Pattern WITHOUT = Pattern.compile(
            "非|[去剔排扣移删]除|不含|过滤|去(?:勿|免|退|黑|禁)|(?<![a-z])(?:without|scrubbed|removed|filtered|excluding|non)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    /** What is remarked of one person, unless it is denied. */
    private static final Pattern REMARK = Pattern.compile(
            "(?<!未|没有?|非|不[在是]|取消|解除|移[出除]|(?:not|never|no longer)[ _-])(?:" + WORDS
                    + "|非本人|不是本人|打错|错号|空号|停机|(?:去世|[已身]故)$)(?!(?:名单)?已?(?:[解移删]除|取消))",
            Pattern.CASE_INSENSITIVE);

    /** How what is remarked begins; cells of every row are asked, and the pattern takes long. */
    private static final String BEGINS = "勿禁免退黑拒不别谢请停拉屏非打错空已去身dDuUoObBsScCnN";

    private static final Pattern REMARKS = Pattern.compile(
            "|.*(?:状态|备注|说明|标[签记注]|意[向愿]|结果|情况|跟进|status|state|remarks?|notes?|tags?|labels?|comments?|memo|disposition|outcome|result)");

    /** Of quiet hours, of mails, or with a link in each row such a column does not speak of the person. */
    private static final Pattern COLUMN =
            Pattern.compile("(?!.*(?:邮件|短信|email|sms|链接|link|url|扰时[间段])).*(?:免打扰|勿扰|退订|黑名单|拉黑|屏蔽|" + DENIED
                    + "|(?:donot|dont|never)(?:call|contact|phone)|nocalls?|callsblocked|blockcalls|dnc|dnd|opt(?:ed)?out|unsubscribed?|blacklist"
                    + "|suppressed|consentwithdrawn|wrongnumber).*|(?:是否已?|已)?(?:空号|停机|注销|剔除|排除|删除|去世|身?故|冻结)"
                    + "|(?:is)?(?:blocked|deleted|removed|excluded?|suppress(?:ion)?|deceased|invalid|refused|withdrawn)|excludefromcalls"
                    + "|notcontactable|stopcalling|callblocked|c?tps(?:registered)?");

    /** Says whether one may be called; a no counts in it. */
    private static final Pattern ALLOWED = Pattern.compile(
            "(?!.*(?:邮件|短信|email|sms|时间$)).*?(?:(?:是否|可否|能否|允许|可以?|能|愿意?|同意|接受)+(?:被?拨打|外呼|致电|联系|呼叫|回访|来电|电话|接听|营销|推广)"
                    + "|(?:外呼|营销|电话|回访|联系|致电)(?:授权|许可|同意|意愿)"
                    + "|(?:allow|can|may|ok|consent|permission|accepts?)(?:to)?(?:call|phone|contact|marketing)"
                    + "|(?:call|phone|contact|marketing)(?:allowed|consent|permission|optin)|opt(?:ed)?in).*"
                    + "|(?:是否)?(?:可呼|有效|授权|参与外呼|可以打电话|方便接听)|callable|contactable|(?:gdpr|tcpa)?consent|subscribed"
                    + "|receivecalls|callspermitted|maywecall");

    private static final Pattern NO = Pattern.compile(
            "|[否非无]|不(?!限).{0,4}|实号|关闭|off|[未没].*|0+|n|no|not|none|f|false|null|nan|na|nil|正常|subscribed|active|opt(?:ed)?in");

    private static final String MARKS = "√✓✔☑";

    private final int[] asking;
    private final int[] allowing;
    private final int[] remarking;

    /** That of the rows below a header; without one there is nothing that a mark could mean. */
    NotToBeCalled(List<String> header) {
        this.asking = HeaderRow.named(header, COLUMN);
        this.allowing = HeaderRow.named(header, ALLOWED);
        this.remarking = HeaderRow.named(header, REMARKS);
    }

    /** @throws InputRefused when a file, or the entry or sheet that it is, is named so; folders do not count */
    static void refuseName(PlainFile file) {
        for (String part : file.name().split(Pattern.quote(PlainFiles.PART), -1)) {
            String name = part.substring(part.lastIndexOf('/') + 1);
            if (NAME.matcher(name).find() && !WITHOUT.matcher(name).find()) {
                throw new InputRefused(Message.of("intake.name-says-people-must-not", file.name()));
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
