package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.number.Invisible;
import io.qianhu.number.RejectReason;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Knows the rows that are about no person, or about one who is not to be called. */
final class StrayRows {
    /**
     * How a sum, a signature or the example of a template begins, or a line that says whom to ask. As in all patterns for
     * whole cells, which may hold a MiB, no repetition gives back what the next one could take.
     */
    private static final Pattern NOTE = Pattern.compile(
            "\\s*+(?:(?:(?:制表|填表|审核|复核|统计|经办|负责|联系)人?|备注|说明|注意?|如)\\s*[:：].*|[如若]?有.{0,4}(?:疑问|问题).*"
                    + "|[xX×]{2,}|请?填写.*|(?:合计|总计|小计|例如?)(?:[^\\p{L}\\p{N}].*)?|[示样范]例.*|(?i:e\\.?g\\.?[ :,].*|example\\b.*)"
                    + "|(?:联系|咨询|服务|投诉|监督|举报|客服|值班)(?:电话|方式|热线))",
            Pattern.DOTALL);

    /** As in 张三（示例）. */
    private static final Pattern BRACKETED_EXAMPLE =
            Pattern.compile("[(（【\\[](?:[示样范]?例|(?i:example|sample|e\\.?g\\.?))[^\\p{L}].*", Pattern.DOTALL);

    /** What a note begins with; every row is asked, and a pattern takes longer than its parsing. */
    private static final String BEGINS = "制填审复统经负联备说注合总小例示样范eE咨服投监举客值如若有请xX×";

    private static final String BRACKETS = "(（【[";

    /** Who signs, where rows have their number. */
    private static final Pattern SIGNED =
            Pattern.compile("(?:单位|部门)?(?:制表|填表|填报|审核|经办|负责|联系|对接|带队)人|班主任|[组队]长|领队|电话|(?i:tel)");

    private static final int LONGEST_SIGNED = 5;

    private static final Pattern ROW_NUMBER = Pattern.compile("|序号?|编号|行号|(?i:no|num|id)");

    /** The heading of a part of the list, not a person with a title such as 王经理. */
    private static final Pattern SECTION = Pattern.compile(
            "\\s*+(?:[一二三四五六七八九十\\d]{1,3}[、.．)）])?+\\s*+(?:(?:内部|本店|公司|业务|销售|工作|客服|管理|服务|推荐|介绍|担保|紧急联系|负责|经办|对接)"
                    + "(?:人员?|员工?|团队|部门?)|(?:医护|物业|工作|值班|离职|在职)人员|供应商|志愿者|带队老师|家属|监护人|教职工|(?:任课|带班)[教老]师|业务员|员工|职工|同事|干部|领导|销售|客服|客户经理|经理|顾问|家长|老师|教师|班主任|司机|代理商?|门店)"
                    + "(?:名单|列表|名册|信息|通讯录|联系方式|电话|手机号?|一览表|部分)?\\s*+[:：]?\\s*+"
                    + "|作废|删除|不需要|已去世|候补(?:名单)?|附[:：]?工作人员|(?:备用|测试).{0,6}|.*(?:暂不|不用|无需|不需要?|停止|取消)(?:拨打?|打|通知|回访|联系|呼叫).*|不打|空号|已退费|[示样范]例"
                    + "|(?i:staff|sales(?:people|men| team)|agents|teachers|parents|referrers|emergency contacts)\\s*+:?\\s*+");

    private static final Pattern LIST = Pattern.compile("(?:名单|名册|列表|信息|通讯录|联系方式|一览)?表?$");

    private static final Pattern FOLLOWING = Pattern.compile("(?:以下|下列|下面|此后)(?!无正文|空白)");

    private static final int LONGEST_SECTION = 20;

    private static final Pattern EXAMPLE = Pattern.compile("[示样范]例(?:数据|[（(：:]|行|$)");

    /** The same where templates have it, within a sentence as well. */
    private static final Pattern FIRST_EXAMPLE = Pattern.compile("[示样范]例(?:数据|\\p{P}|行|$)");

    private static final Pattern KEY = Pattern.compile("([^:：]{1,20}?(人|单位|日期)?+)[:：]");

    private static final Set<String> NOBODY =
            Set.of("业务员", "推荐人", "介绍人", "客服", "客户经理", "店长", "班主任", "测试", "模板", "test", "Test", "Sample", "sample");

    private static final Pattern EXTENSION = Pattern.compile(".*分机号?码?|转|(?:phone)?ext(?:ension)?(?:no|number)?");

    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{P}\\p{S}]+|[\\s\\p{P}\\p{S}]+$");

    private final FileFormat format;

    /** Which columns hold names of people, or count the rows: nothing in them has a colon, but for who signs. */
    private final BitSet named = new BitSet();

    private final List<ColumnName> names;
    private final Set<String> plainNames;
    private final NotToBeCalled uncalled;
    private final Countries countries;

    /** Where the digits stand that are to be dialled behind a number, of which many people share the rest. */
    private final int[] extensions;

    StrayRows(FileFormat format) {
        this.format = format;
        this.names = format.header().stream().map(ColumnName::of).toList();
        this.plainNames = format.header().stream().map(ColumnName::plain).collect(Collectors.toSet());
        IntStream.range(0, names.size())
                .filter(i -> isRowNumber(headerOf(i)) || (!headerOf(i).isBlank() && ColumnName.isSubject(headerOf(i))))
                .forEach(named::set);
        this.uncalled = new NotToBeCalled(format.header());
        this.countries = new Countries(format);
        this.extensions = HeaderRow.named(format.header(), EXTENSION);
    }

    /** Why nobody is called by this row, whatever its number; null when nothing in it speaks against that. */
    @Nullable
    RejectReason flaw(List<String> cells, long line) {
        if (isNote(cells, line == format.firstRowLine())) {
            return RejectReason.NO_PERSON;
        }
        if (uncalled.saidBy(cells)) {
            return RejectReason.NOT_TO_BE_CALLED;
        }
        if (countries.sayAbroad(cells)) {
            return RejectReason.OTHER_COUNTRY;
        }
        for (int column : extensions) {
            if (column < cells.size() && !SampleColumn.isBlank(cells.get(column))) {
                return RejectReason.TOO_LONG;
            }
        }
        return null;
    }

    /** Whether a row is a sum, a signature or an example, or says itself that a phone number is to follow. */
    private boolean isNote(List<String> cells, boolean first) {
        boolean begins = true;
        for (int i = 0; i < cells.size() && !names.isEmpty(); i++) {
            String cell = cells.get(i);
            boolean announces = isKey(cell) && ColumnName.of(cell).isPhone();
            boolean example = cell.indexOf('例') >= 0 && isExample(cell.strip(), first);
            boolean nobody = (begins || named.get(i))
                    && (isNote(cell) || isSigned(cells, i) || (named.get(i) && isNobody(cell)));
            if (announces || example || nobody) {
                return true;
            }
            begins &= cell.isBlank();
        }
        return false;
    }

    /** Whether what stands where names do is none: who signs or a role before a colon, or a role or a trial itself. */
    private static boolean isNobody(String cell) {
        return NOBODY.contains(cell.strip())
                || ((cell.indexOf(':') >= 0 || cell.indexOf('：') >= 0) && isKeyOfAnother(KEY.matcher(cell)));
    }

    private static boolean isKeyOfAnother(Matcher key) {
        return key.lookingAt() && (key.group(2) != null || ColumnName.isAnothersName(key.group(1)));
    }

    private static boolean isExample(String text, boolean first) {
        return first
                ? FIRST_EXAMPLE.matcher(text).find()
                : EXAMPLE.matcher(text).lookingAt();
    }

    private static boolean isNote(String cell) {
        String text = cell.strip();
        if (!text.isEmpty()
                && BEGINS.indexOf(text.charAt(0)) >= 0
                && NOTE.matcher(text).matches()) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            if (BRACKETS.indexOf(text.charAt(i)) >= 0) {
                return BRACKETED_EXAMPLE.matcher(text).region(i, text.length()).matches();
            }
        }
        return false;
    }

    private boolean isSigned(List<String> cells, int at) {
        String text = cells.get(at).strip();
        return text.length() <= LONGEST_SIGNED
                && SIGNED.matcher(text).matches()
                && (at > 0 || isRowNumber(headerOf(0)));
    }

    /** Whether a column with this name counts the rows. */
    static boolean isRowNumber(String header) {
        return ROW_NUMBER.matcher(header.strip()).matches();
    }

    /** Whether a row that is rejected is the heading of other people below it: its only cell says who they are. */
    boolean isSection(List<String> cells) {
        return cells.stream().filter(cell -> !Invisible.all(cell)).count() == 1
                && cells.stream().anyMatch(cell -> headsOthers(heading(cell)));
    }

    /** Whether a lone cell above the header says whose list it is, and they are others. */
    static boolean isTitleOfOthers(String cell) {
        String title = heading(cell);
        return headsOthers(title)
                || ColumnName.isAnothersName(LIST.matcher(title).replaceAll(""));
    }

    /** Whether a heading says that other people than those that are meant, or some of them, follow. */
    private static boolean headsOthers(String heading) {
        return SECTION.matcher(heading).matches()
                || FOLLOWING.matcher(heading).lookingAt()
                || NotToBeCalled.saidIn(heading);
    }

    /** A cell without what is drawn around a heading; empty when it is too long for one. */
    private static String heading(String cell) {
        return cell.length() > LONGEST_SECTION ? "" : AROUND.matcher(cell).replaceAll("");
    }

    /**
     * Whether a row that is rejected names the columns, and otherwise than the header does: as in a file that was put
     * together from two. Below it the phone column may be somebody else's.
     *
     * <ol>
     *   <li>It has several cells, all of them words.
     *   <li>Several are words for phone numbers, or the one in the phone column is, or is the header's own; where it may
     *       also be a remark, such as that somebody's parents are to be called, another cell is a name as well.
     *   <li>It is none when it repeats the header. Right below the header it may repeat it in another language.
     * </ol>
     */
    boolean isOtherHeader(List<String> cells, long line) {
        int phone = format.phoneColumn();
        if (cells.stream().filter(cell -> !Invisible.all(cell)).count() < 2
                || HeaderRow.isTitle(cells)
                || repeats(cells)) {
            return false;
        }
        boolean several = cells.stream().filter(StrayRows::namesPhones).count() > 1;
        String cell = phone < cells.size() ? cells.get(phone) : "";
        if (!several && (SampleColumn.isBlank(cell) || isKey(cell))) {
            return false;
        }
        ColumnName name = ColumnName.of(cell);
        boolean plainly = name.isPhone() && !name.another();
        boolean header = !names.isEmpty() && (plainly || ColumnName.same(cell, headerOf(phone)));
        boolean first = line == format.firstRowLine();
        if (header && first) {
            return !phones(cells.stream().map(ColumnName::of).toList()).equals(phones(names));
        }
        return header || (several && !first) || (name.another() && namesAnother(cells, phone));
    }

    /** Also one that a header would not be chosen by, such as 本机号码. */
    private static boolean namesPhones(String cell) {
        return !isKey(cell) && (ColumnName.of(cell).isPhone() || cell.strip().endsWith("号码"));
    }

    /** Which cells name phones. */
    private static BitSet phones(List<ColumnName> names) {
        BitSet phones = new BitSet();
        IntStream.range(0, names.size()).filter(i -> names.get(i).isPhone()).forEach(phones::set);
        return phones;
    }

    private static boolean isKey(String cell) {
        return cell.endsWith(":") || cell.endsWith("：");
    }

    private boolean repeats(List<String> cells) {
        for (int i = 0; i < Math.max(cells.size(), names.size()); i++) {
            String cell = i < cells.size() ? cells.get(i) : "";
            if (!ColumnName.plain(cell).equals(ColumnName.plain(headerOf(i)))) {
                return false;
            }
        }
        return true;
    }

    private boolean namesAnother(List<String> cells, int phone) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String plain = ColumnName.plain(cell);
            boolean known = !plain.isEmpty() && plainNames.contains(plain);
            if (i != phone && (known || ColumnName.of(cell).rank() == Rank.EXACT)) {
                return true;
            }
        }
        return false;
    }

    private String headerOf(int column) {
        return column < names.size() ? format.header().get(column) : "";
    }
}
