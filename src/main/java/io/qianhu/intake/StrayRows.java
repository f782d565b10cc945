package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.number.Invisible;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Knows the rows below a header that are about no person. */
final class StrayRows {
    /**
     * How a sum, a signature or the example of a template begins, or a line that says whom to ask. As in all patterns for
     * whole cells, which may hold a MiB, no repetition gives back what the next one could take.
     */
    private static final Pattern NOTE = Pattern.compile(
            "\\s*+(?:(?:(?:制表|填表|审核|复核|统计|经办|负责|联系)人?|备注|说明|注意?)\\s*[:：].*"
                    + "|(?:合计|总计|小计|例如?)(?:[^\\p{L}\\p{N}].*)?|[示样范]例.*|(?i:e\\.?g\\.?[ :,].*|example\\b.*)"
                    + "|[^(（【\\[]*+[(（【\\[](?:[示样范]?例|(?i:example|sample|e\\.?g\\.?))[^\\p{L}].*"
                    + "|(?:联系|咨询|服务|投诉|监督|举报|客服|值班)(?:电话|方式|热线))",
            Pattern.DOTALL);

    /** Who signs, where rows have their number. */
    private static final Pattern SIGNED = Pattern.compile("(?:制表|填表|审核|经办|负责|联系)人|电话|(?i:tel)");

    private static final Pattern ROW_NUMBER = Pattern.compile("|序号?|编号|行号|(?i:no|num|id)");

    /** The heading of a part of the list, not a person with a title such as 王经理. */
    private static final Pattern SECTION = Pattern.compile(
            "\\s*+(?:[一二三四五六七八九十\\d]{1,3}[、.．)）])?+\\s*+(?:(?:内部|本店|公司|业务|销售|工作|客服|管理|服务|推荐|介绍|担保|紧急联系|负责|经办|对接)"
                    + "(?:人员?|员工?|团队|部门?)|业务员|员工|职工|同事|干部|领导|销售|客服|客户经理|经理|顾问|家长|老师|教师|班主任|司机|代理商?|门店)"
                    + "(?:名单|列表|名册|信息|通讯录|联系方式|电话|手机号?|一览表|部分)?\\s*+[:：]?\\s*+"
                    + "|.{0,10}(?:勿拨|勿打|勿扰|免打扰|退订|黑名单|禁呼|不要打|不打).{0,6}"
                    + "|(?i:staff|salespeople|salesmen|agents|teachers|parents|do.not.call)\\s*+:?\\s*+");

    private final FileFormat format;
    private final List<ColumnName> names;

    StrayRows(FileFormat format) {
        this.format = format;
        this.names = format.header().stream().map(ColumnName::of).toList();
    }

    /** Whether a row is a sum, a signature or an example, or says itself that a phone number is to follow. */
    boolean isNote(List<String> cells) {
        boolean begins = true;
        for (int i = 0; i < cells.size() && !names.isEmpty(); i++) {
            String cell = cells.get(i);
            boolean announces = isKey(cell) && ColumnName.of(cell).isPhone();
            boolean example = cell.startsWith("示例数据") || cell.startsWith("样例数据");
            if (announces || example || (begins && (NOTE.matcher(cell).matches() || isSigned(cells, i)))) {
                return true;
            }
            begins &= cell.isBlank();
        }
        return false;
    }

    private boolean isSigned(List<String> cells, int at) {
        return SIGNED.matcher(cells.get(at).strip()).matches()
                && (at > 0 || ROW_NUMBER.matcher(headerOf(0).strip()).matches());
    }

    /** Whether a row that is rejected is the heading of other people below it: its only cell says who they are. */
    boolean isSection(List<String> cells) {
        return cells.stream().filter(cell -> !Invisible.all(cell)).count() == 1
                && cells.stream().anyMatch(cell -> SECTION.matcher(cell).matches());
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
            boolean known = format.header().stream().anyMatch(header -> ColumnName.same(header, cell));
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
