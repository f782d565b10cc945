package io.qianhu.intake;

import io.qianhu.number.Invisible;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the name of a column says about whose numbers stand in it.
 *
 * <ol>
 *   <li>Names are compared without width, case, spaces and punctuation, without brackets and what is in them, and
 *       without what a template puts around a name: that the cell is required, a number, how many digits are expected,
 *       that it is the customer's own.
 *   <li>What is left is a word for phone numbers, or ends in one.
 *   <li>A word for another person's role anywhere in the name, also in brackets, says that the numbers are that
 *       person's, unless the person's own stands directly before the phone word (门店会员手机号). Where the brackets say what
 *       a number is for (用于快递联系), it is only doubtful whose it is.
 * </ol>
 *
 * @param rank how plainly it names phone numbers
 * @param another whether they are those of another person than the one the row is about
 * @param doubtful whether they may be
 */
record ColumnName(Rank rank, boolean another, boolean doubtful) {
    /** How plainly a name means phone numbers; a later one is better. */
    enum Rank {
        /** It names what has numbers of its own, which can look like those of phones. */
        NO_PHONE,
        NONE,
        ENDING,
        EXACT
    }

    private static final Set<String> NAMES = Set.of(
            "手机号",
            "手机号码",
            "手机",
            "移动电话",
            "电话",
            "电话号码",
            "电话号",
            "联系电话",
            "联系手机",
            "联系手机号",
            "联系号码",
            "号码",
            "被叫",
            "被叫号码",
            "被叫号",
            "呼叫号码",
            "phone",
            "phoneno",
            "phonenumber",
            "phones",
            "mobile",
            "mobileno",
            "mobilenumber",
            "mobilephone",
            "mobilephonenumber",
            "cell",
            "cellphone",
            "cellnumber",
            "tel",
            "telno",
            "telephone",
            "telephonenumber",
            "contactnumber",
            "contactphone",
            "callee",
            "callednumber",
            "msisdn");

    /** Not 号码 or tel: 身份证号码 and hotel end so as well. 联系方式 is a way to reach somebody, which need not be a phone. */
    private static final List<String> ENDINGS = List.of(
            "手机号",
            "手机号码",
            "手机",
            "电话",
            "电话号码",
            "联系方式",
            "phone",
            "phonenumber",
            "phoneno",
            "mobile",
            "mobileno",
            "telephone",
            "msisdn");

    /** What templates write before or behind a name; longer ones first. */
    private static final List<String> MARKS = List.of(
            "必填项", "非必填", "必填", "选填", "必录", "可选", "11位数字", "11位", "11digits", "required", "optional", "mandatory");

    /** That the number is the person's own. */
    private static final List<String> OWN = List.of(
            "客户",
            "用户",
            "会员",
            "本人",
            "个人",
            "顾客",
            "我的",
            "您的",
            "customers",
            "customer",
            "clients",
            "client",
            "users",
            "user",
            "members",
            "member",
            "personal",
            "your",
            "own",
            "my");

    /**
     * Other people of whom a row may hold the number; one list, to be reviewed as a whole. Who may as well be the one that
     * is meant is not in it, and so a rival: 收货人 and 寄件人, 买家, 房东 and 租客, 法人, owner.
     */
    private static final List<String> ROLES = List.of(
            "紧急", "应急", "推荐", "引荐", "介绍", "邀请", "担保", "保证人", "见证", "业务员", "业务经理", "营业员", "销售", "推销", "客服", "客户经理", "经理",
            "顾问", "专员", "坐席", "座席", "话务", "家长", "监护", "父亲", "母亲", "父母", "爸", "妈", "配偶", "爱人", "丈夫", "妻子", "老公", "老婆",
            "夫妻", "亲属", "亲友", "亲戚", "家属", "家人", "子女", "儿子", "女儿", "孩子", "兄弟", "姐妹", "朋友", "同事", "同学", "代理", "经纪", "中介",
            "导购", "经办", "经手", "负责人", "操作", "录入", "审核", "审批", "管理员", "跟进", "归属", "维护人", "创建人", "分配", "受理", "接待", "师傅",
            "司机", "骑手", "快递", "配送", "老师", "教师", "班主任", "辅导员", "教练", "医生", "护士", "物业", "商家", "店铺", "门店", "网点", "店长",
            "领导", "上级", "主管", "共同借款", "共借人", "共同申请", "共同还款", "联保", "管家", "责任人", "助理", "助教", "邀约", "跟单", "催收", "爷爷",
            "奶奶", "外公", "外婆", "哥哥", "姐姐", "弟弟", "妹妹", "男友", "女友", "室友", "邻居", "联系人2", "联系人3", "联系人二", "联系人三", "第二联系",
            "第三联系", "其他联系人", "备用联系人", "推广", "渠道", "分销", "团长", "对接人", "接口人", "受益人", "代办", "委托代", "督导", "地推", "护工");

    /** The same in English, whole words only. */
    private static final Set<String> ROLE_WORDS = Set.of(
            "emergency",
            "referrer",
            "referer",
            "referee",
            "referral",
            "referred",
            "recommender",
            "introducer",
            "inviter",
            "guarantor",
            "witness",
            "agent",
            "salesman",
            "salesperson",
            "saleswoman",
            "salesrep",
            "sales",
            "seller",
            "rep",
            "representative",
            "guardian",
            "parent",
            "parents",
            "father",
            "mother",
            "mom",
            "dad",
            "spouse",
            "husband",
            "wife",
            "partner",
            "relative",
            "kin",
            "sibling",
            "brother",
            "sister",
            "son",
            "daughter",
            "child",
            "friend",
            "colleague",
            "coworker",
            "broker",
            "advisor",
            "adviser",
            "consultant",
            "manager",
            "supervisor",
            "boss",
            "leader",
            "operator",
            "assignee",
            "assigned",
            "beneficiary",
            "nominee",
            "caregiver",
            "caretaker",
            "counselor",
            "counsellor",
            "tutor",
            "staff",
            "teacher",
            "coach",
            "doctor",
            "nurse",
            "driver",
            "courier",
            "rider",
            "service",
            "support",
            "hotline",
            "store",
            "shop",
            "merchant",
            "cosigner",
            "assistant",
            "secretary",
            "dealer",
            "vendor",
            "upline",
            "affiliate",
            "promoter",
            "grandmother",
            "grandfather",
            "uncle",
            "aunt",
            "neighbor",
            "neighbour",
            "roommate",
            "coborrower");

    /** A shorter word may begin another one. */
    private static final int GLUED = 5;

    private static final Pattern BRACKETED =
            Pattern.compile("\\([^()]*+\\)?|\\[[^\\[\\]]*+]?|\\{[^{}]*+}?|<[^<>]*+>?|【[^【】]*+】?|〔[^〔〕]*+〕?|「[^「」]*+」?");

    /** What brackets say about the use of a number, in words that belong to no role. */
    private static final Pattern USE =
            Pattern.compile("用于|用[^\\p{L}]*$|便于|方便|以便|接收|收快递|回访|通知|拨打|[与和跟]?[您你]联系|联系[您你]|(?i:\\b(?:for|to)\\b)");

    private static final Pattern NO_PHONE =
            Pattern.compile(".*(?:单号|订单|单编号|流水号|传真|fax)|.*(?:order|invoice|waybill|tracking|transaction)"
                    + "(?:id|no|num|number|code|sn)?");

    /** That there is none, or whether somebody was called, is no name. */
    private static final Pattern REMARK = Pattern.compile("(?:没|未|已|无|不|是否|有无).*|.*(?:打|接|留|通)[过了]?(?:电话|手机)");

    /** Names of people end so: 姓名, 学员, 收件人, 患者, 业主, 学生, 客户. */
    private static final Pattern PERSON = Pattern.compile(".*(?:[名人员者主生户客]|name|customer|client|user|member)");

    /** Whom the rows are about; directly before the phone word that decides, also behind where it belongs: 门店会员手机号. */
    private static final Pattern OWN_PERSON =
            Pattern.compile("(.*)(?:客户|用户|会员|顾客|customers?|clients?|users?|members?)");

    /** Before such a person it says how somebody came to know that one, or the other way round. */
    private static final Pattern KNOWN_BY = Pattern.compile(
            ".*(?:紧急|应急|推荐|引荐|介绍|邀请|担保|共同|emergency|refer[a-z]*|recommend[a-z]*|introduc[a-z]*|invit[a-z]*)人?");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}]+|[或和及与]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])");
    private static final Pattern NUMBERING =
            Pattern.compile("^\\p{N}{1,2}(?!\\p{N})|(?<!\\p{N})\\p{N}{1,2}$|(?<=.)[一二三四五]$");

    /** What this header says. */
    static ColumnName of(String header) {
        String name = Normalizer.normalize(header, Normalizer.Form.NFKC);
        boolean spoken = isAnothers(name);
        boolean another = spoken
                && isAnothers(BRACKETED
                        .matcher(name)
                        .replaceAll(inside ->
                                USE.matcher(inside.group()).find() ? " " : Matcher.quoteReplacement(inside.group())));
        return new ColumnName(rankOf(name), another, spoken && !another);
    }

    /**
     * The same with what the names on its left say: a bare {@code 电话} that stands behind {@code 业务员} is doubtful.
     *
     * @param left the headers before it
     * @param group what stands above it in a header of two rows
     */
    static ColumnName of(String header, List<String> left, String group) {
        ColumnName own = of(header);
        return new ColumnName(
                own.rank,
                own.another || isAnothers(withoutBrackets(Normalizer.normalize(group, Normalizer.Form.NFKC))),
                own.doubtful || endsWithAnothersName(left));
    }

    /** Whether a name says of which person the phone is, as 学员手机 does, or Tenant Phone beside Tenant. */
    static boolean isOfPerson(String header, Stream<String> others) {
        String core = core(Normalizer.normalize(header, Normalizer.Form.NFKC));
        String person = beforeEnding(core);
        return !person.isEmpty()
                && !person.equals(core)
                && (PERSON.matcher(person).matches() || others.anyMatch(other -> same(other, person)));
    }

    private static boolean endsWithAnothersName(List<String> left) {
        for (int at = left.size() - 1; at >= 0; at--) {
            ColumnName name = of(left.get(at));
            if (name.another
                    || name.isPhone()
                    || PERSON.matcher(plain(left.get(at))).matches()) {
                return name.another && !name.isPhone();
            }
        }
        return false;
    }

    /** Whether a cell with this text names a column of phone numbers, whosever they are. */
    boolean isPhone() {
        return rank.compareTo(Rank.NONE) > 0;
    }

    /** Whether two header names are the same to a person: width, case, spaces and punctuation do not count. */
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other)) && !plain(one).isEmpty();
    }

    /** As above, and neither do the marks of a template, such as that the cell is required. */
    static boolean alike(String one, String other) {
        return same(withoutMarks(plain(one)), withoutMarks(plain(other)));
    }

    private static Rank rankOf(String name) {
        String core = core(name);
        boolean exact = NAMES.contains(core) || areNames(BETWEEN_NAMES.split(withoutBrackets(name)));
        if (exact) {
            return Rank.EXACT;
        }
        if (ENDINGS.stream().anyMatch(core::endsWith) && !REMARK.matcher(core).matches()) {
            return Rank.ENDING;
        }
        return NO_PHONE.matcher(plain(name)).matches() ? Rank.NO_PHONE : Rank.NONE;
    }

    /** Whether a name is several words for the same: {@code 手机号/电话}, {@code 手机 Mobile}. */
    private static boolean areNames(String[] parts) {
        List<String> cores = Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .map(ColumnName::core)
                .toList();
        return !cores.isEmpty() && NAMES.containsAll(cores);
    }

    private static boolean isAnothers(String name) {
        String core = core(name);
        String beforeEnding = beforeEnding(core);
        Matcher own = OWN_PERSON.matcher(beforeEnding);
        if (own.matches() && !beforeEnding.equals(core)) {
            return KNOWN_BY.matcher(own.group(1)).matches()
                    || BRACKETED.matcher(name).results().anyMatch(inside -> isAnothers(inside.group()));
        }
        if (ROLES.stream().anyMatch(name::contains)) {
            return true;
        }
        return ROLE_WORDS.stream()
                        .anyMatch(word ->
                                beforeEnding.equals(word) || (word.length() >= GLUED && beforeEnding.startsWith(word)))
                || BETWEEN_WORDS
                        .splitAsStream(name)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(ROLE_WORDS::contains);
    }

    private static String beforeEnding(String core) {
        return ENDINGS.stream()
                .filter(core::endsWith)
                .map(ending -> core.substring(0, core.length() - ending.length()))
                .reduce(core, (one, other) -> one.length() < other.length() ? one : other);
    }

    /** What is left of a text without width, case, spaces, punctuation and what nobody sees. */
    static String plain(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String letters = NO_LETTER.matcher(normal).replaceAll("");
        return letters.codePoints()
                .filter(c -> !Invisible.is(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** @param name in the form NFKC, which has one kind of each bracket */
    private static String withoutBrackets(String name) {
        String outside = BRACKETED.matcher(name).replaceAll(" ");
        return plain(outside).isEmpty() ? name : outside;
    }

    /** What is left of a name when everything around it was taken off. */
    private static String core(String name) {
        String core = plain(withoutBrackets(name));
        String before;
        do {
            before = core;
            core = withoutMarks(core);
            for (String own : OWN) {
                core = core.startsWith(own) && core.length() > own.length() ? core.substring(own.length()) : core;
            }
            String numberless = NUMBERING.matcher(core).replaceAll("");
            core = numberless.isEmpty() ? core : numberless;
        } while (!core.equals(before));
        return core;
    }

    private static String withoutMarks(String name) {
        String rest = name;
        for (String mark : MARKS) {
            rest = without(mark, rest);
        }
        return rest;
    }

    private static String without(String mark, String name) {
        if (name.length() <= mark.length()) {
            return name;
        }
        String rest = name.startsWith(mark) ? name.substring(mark.length()) : name;
        return rest.endsWith(mark) && rest.length() > mark.length()
                ? rest.substring(0, rest.length() - mark.length())
                : rest;
    }
}
