package io.qianhu.intake;

import io.qianhu.number.Invisible;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
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
 *   <li>Whose they are is said by few reviewed words. A name of which they say nothing is unknown: it may win, and
 *       decides against the others.
 * </ol>
 *
 * @param rank how plainly it names phone numbers
 * @param whose whose they are
 */
record ColumnName(Rank rank, Whose whose) {
    /** How plainly a name means phone numbers; a later one is better. */
    enum Rank {
        NONE,
        ENDING,
        EXACT
    }

    /** Of whom or what a column holds the numbers, by its name. */
    enum Whose {
        /** It does not say: the person's own, or those of somebody who is in no list. */
        UNKNOWN,
        /** A further phone of the same person, such as the one at home, or the phone with digits hidden on purpose. */
        SPARE,
        /** Words for the person's own phone and for another's: {@code 手机号（门店登记）}, {@code 手机号/家长电话}. */
        MIXED,
        /** Those of another person. */
        ANOTHER,
        /** What has numbers of its own, which can look like those of phones. */
        THING
    }

    private static final Set<String> NAMES = Set.copyOf(words("""
            手机号 手机号码 手机 移动电话 电话 电话号码 电话号 联系电话 联系手机 联系手机号 联系号码 号码 被叫 被叫号码 被叫号 呼叫号码
            手機 手機號 手機號碼 電話 電話號碼 聯絡電話 行動電話 sjh sjhm dh lxdh dhhm shouji shoujihao callee
            callednumber msisdn
            """));

    /** The same in English: {@code phone_no}, {@code Mobile Phone Number}, {@code contact_tel}; a contact alone is a person. */
    private static final String COUNTED = "(?:no|num|nbr|number)";

    private static final Pattern LATIN_NAME =
            Pattern.compile("(?:contact)?(?:telephone|phone|mobile|cell|mob|tel)+s?" + COUNTED + "?|contact" + COUNTED);

    /** A hotel ends so as well. */
    private static final Pattern LATIN_ENDING =
            Pattern.compile("(?:(?:contact)?(?:(?:mobile|cell|tel|mob)*(?:phone|mobile)s?" + COUNTED
                    + "?|(?:(?<![hm]o)tel|mob)" + COUNTED + "?)|contact" + COUNTED + ")$");

    /** Not 号码 or tel: 身份证号码 and hotel end so as well. 联系方式 is a way to reach somebody, which need not be a phone. */
    private static final List<String> ENDINGS = words("""
            手机号 手机号码 手机 电话 电话号码 联系方式 msisdn
            """);

    /** What templates write before or behind a name; longer ones first. */
    private static final List<String> MARKS = List.of(
            "必填项",
            "非必填",
            "必填",
            "选填",
            "必录",
            "可选",
            "11位数字",
            "11位",
            "11digits",
            "required",
            "optional",
            "mandatory",
            "value");

    /** That the number is the person's own. */
    private static final List<String> OWN = words("""
            请输入 请填写 请留下 客户 用户 会员 本人 个人 顾客 我的 您的 你的 customers customer clients client users user members
            member personal your own my
            """);

    /**
     * Other people of whom a row may hold the number; one list, to be reviewed as a whole. Who may as well be the one that
     * is meant is not in it, and so a rival: 收货人 and 寄件人, 买家, 房东 and 租客, 法人, owner.
     */
    private static final List<String> ROLES = words("""
            紧急 应急 推荐 引荐 介绍 邀请 担保 保证人 见证 业务员 营业员 销售 推销 客服
            经理 顾问 专员 坐席 座席 话务 家长 监护 父亲 母亲 父母 爸 妈 配偶 爱人 丈夫
            妻子 老公 老婆 夫妻 亲属 亲友 亲戚 家属 家人 子女 儿子 女儿 孩子 兄弟 姐妹 朋友 同事
            同学 代理 经纪 中介 导购 经办 经手 负责人 操作 录入 审核 审批 管理员 跟进 归属 维护人
            创建人 分配 受理 接待 师傅 司机 骑手 快递 配送 老师 教师 班主任 辅导员 教练 医生 护士
            物业 商家 店铺 门店 网点 店长 领导 上级 主管 共同借款 共借人 共同申请 共同还款 联保
            管家 责任人 助理 助教 邀约 跟单 催收 爷爷 奶奶 外公 外婆 哥哥 姐姐 弟弟 妹妹 男友
            女友 室友 邻居 联系人2 联系人3 联系人二 联系人三 第二联系 第三联系 其他联系人 备用联系人
            推广 渠道 分销 团长 对接人 接口人 受益人 代办 委托代 督导 地推 护工
            """);

    /** The same in English, whole words only. */
    private static final Set<String> ROLE_WORDS = Set.copyOf(words("""
            emergency ref referrer referer referee referral referred recommender introducer inviter
            guarantor witness agent salesman salesperson saleswoman salesrep sales seller rep
            representative guardian parent parents father mother mom dad spouse husband wife partner
            relative kin sibling brother sister son daughter child friend colleague coworker broker
            advisor adviser consultant manager supervisor boss leader operator assignee assigned
            beneficiary nominee caregiver caretaker counselor counsellor tutor staff teacher coach
            doctor nurse driver courier rider service support hotline store shop merchant cosigner
            assistant secretary dealer vendor upline affiliate promoter grandmother grandfather
            uncle aunt neighbor neighbour roommate coborrower
            """));

    /**
     * Who is meant by a list that names no other, and what is said of that one's phone; all of what stands before the word
     * for phones must be of these, so that a name that nobody has thought of is asked for and not guessed. A word that begins
     * another one stands behind it: they are taken off one after the other, and none is tried twice.
     */
    private static final Pattern KNOWN =
            Pattern.compile("收货|收件|客人|提货|领取|取件|业主|房主|户主|机主|车主|船主|住户|居民|租客|租户|承租|学员|学生|考生|患者|病人"
                    + "|就诊|就医|借款|贷款|申请|申办|办理|投保|被保险|参保|持卡|开户|乘客|乘车|乘机|旅客|入住|住客|预订|预定|预约|订购|订单|订货|下单|购买|采购|购货|买家|买方"
                    + "|购房|看房|报名|参会|参加|报考|注册|登录|登陆|预留|签约|明文|绑定|认证|实名|关联|意向|潜在|线索|目标|粉丝|关注|报修|投递|求职|应聘|候选|缴费|充值"
                    + "|咨询|来访|到访|访客|来电|受访|接收|接听|接|呼叫|外呼|被叫|拨打|回访|通知|主要?|首选|默认|常用|有效|可用|正确|新|最新|现|当前|目前|真实|本机"
                    + "|联系|移动|大陆|国内|中国|人|者|方|户|号|姓名|名|的|聯絡|聯繫"
                    + "|recipient|receiver|consignee|patient|student|guest|visitor|passenger|traveler|traveller|applicant|borrower|tenant"
                    + "|resident|subscriber|buyer|purchaser|lead|prospect|attendee|participant|registrant|candidate|insured|policyholder|person"
                    + "|people|billing|shipping|delivery|order|booking|registered|registration|login|primary|main|default|preferred|current|new|valid"
                    + "|contact|mobile|cell|tel|cn|china|mainland|full|to|of|s");

    /** A shorter word may begin another one. */
    private static final int GLUED = 5;

    private static final Pattern BRACKETED =
            Pattern.compile("\\([^()]*+\\)?|\\[[^\\[\\]]*+]?|\\{[^{}]*+}?|<[^<>]*+>?|【[^【】]*+】?|〔[^〔〕]*+〕?|「[^「」]*+」?");

    /** All that is about phones, or may be to who cannot read it; wide, as with it a column is no longer passed over. */
    private static final Pattern PHONISH = Pattern.compile(".*(?:电话|手机|号码|联系|電話|手機|號碼|聯[絡繫]|phone|mob|tel|tél|cel|"
            + "contact|whatsapp|msisdn|handy|sjh|dh|shouji|dianhua|lianxi|[\\p{L}&&[^\\p{IsHan}\\p{IsLatin}]]).*");

    /** What comes before the word for phones where a further one of the same person is meant. */
    private static final Pattern SPARE = Pattern.compile("(?:(?:备用|备选|家庭|家里|住宅|宅|办公室?|单位|公司|工作|其[他它]|第二|次要|常用|座机|固定|固话|"
            + "脱敏|加密|掩码|alt(?:ernat(?:e|ive))?|home|work|office|business|company|other|second(?:ary)?|spare|backup|"
            + "additional|landline|fixed|masked|encrypted)[或和及与]?)+"
            + "(?:联系|手机|移动|电话|方式|号码?|contact|mobile|cell|tele?|phones?|line|numbers?|no)*");

    private static final Pattern HIDDEN = Pattern.compile("脱敏|加密|掩码|masked|encrypted");

    private static final Pattern THING = Pattern.compile(".*(?:单号|订单|编号|编码|流水号|序号|学号|工号|证号|证号码|身份证.*|条形?码|金额.*|价格|"
            + "传真.*|fax)|.*(?:order|invoice|waybill|tracking|transaction)(?:id|no|num|number|code|sn)?|"
            + "(?:user|member|customer|client|account|open|union)id");

    /** The last word of an English one. */
    private static final Set<String> THING_WORDS =
            Set.of("id", "uid", "guid", "sn", "code", "barcode", "amount", "price");

    /** Ids that may be phone numbers: of a member, an account, a card. */
    private static final Pattern ACCOUNT =
            Pattern.compile(".*(?:号|账户|微信|支付宝|qq|wechat|login|account)|no|(?:账户|登录|用户|account|user|login)(?:名|name)");

    /** That there is none, or whether somebody was called, is no name. */
    private static final Pattern REMARK = Pattern.compile("(?:没|未|已|无|不|是否|有无).*|.*(?:打|接|留|通)[过了]?(?:电话|手机)");

    /** Names of people end so: 姓名, 学员, 收件人, 患者, 业主, 学生, 客户. */
    private static final Pattern PERSON = Pattern.compile(
            ".*(?:[名人员者主生户客方]|对象|[原被]告|name|customer|client|user|member|student|patient|guest|tenant|passenger|applicant|sender)");

    /** Whom the rows are about, wherever it stands. */
    private static final Pattern SUBJECT = Pattern.compile(
            "(?:客户|用户|会员|顾客|本人|学员|学生|患者|业主|车主|借款人|申请人|(?:full|first|last|real|customer|client|user|member)?name)?(?:姓名|名字|名称|称呼|昵称)?");

    /** Names that stand for an organisation. */
    private static final Pattern ORGANISATION = Pattern.compile(
            ".*(?:单位|公司|企业|机构|学校|校区|医院|科室|店铺?|商家|网点|支行|银行)(?:名称?)?|(?:.*[^a-z])?(?:company|organi[sz]ation|school|shop|store|branch)(?:name)?");

    /** What is told of somebody, and is nobody's name. */
    private static final Pattern ATTRIBUTE = Pattern.compile(
            ".*(?:国家.*|country.*|时间|日期|地址|住址|性别|年龄|状态|方式|来源|渠道|备注|说明|品牌|类[型别]|等级|级别|年级|班级|关系|[数额费率]|生日|城市|省份?|市|区县|邮[箱编]|部门|职[务位]|岗位|车牌|"
                    + "型号|产品|商品|标签|date|time|address|gender|sex|age|status|type|city|e?mail|remarks?|notes?|source|title)");

    /** What is told of the person whose name stands before it, as a phone is. */
    private static final Pattern PERSONAL_DETAIL = Pattern.compile(
            ".*(?:身份证.*|证件.*|住址|地址|工?作?单位|年龄|性别|生日|职[务位业]|岗位|工号|微信.*|邮[箱件])|(?:.*[^a-z])?(?:id(?:card|no|number)?|age|gender|sex|e?mail|address|wechat)");

    /** Whom the rows are about; directly before the phone word that decides, also behind where it belongs: 门店会员手机号. */
    private static final Pattern OWN_PERSON =
            Pattern.compile("(.*)(?:客户|用户|会员|顾客|customers?|clients?|users?|members?)");

    /** Who calls, and who has to do with the person of the list, however well the words are known. */
    private static final Pattern WHO_CALLS =
            Pattern.compile("(?:.*(?:呼叫|外呼|拨打|回访|通知|关联|常用联系)[人方者员]|deliver(?:y|ing)person).*");

    private static final Pattern UNUSED =
            Pattern.compile("作废|停[用机]|失效|空号|无效|注销|废弃|测试|旧|离职|内部|外显|主叫|(?i:invalid|obsolete|disconnected)");

    private static final Pattern RELATION =
            Pattern.compile(".*关系|角色|身份|.*人类[型别]|(?:contact)?role|contacttype|(?:.*[^a-z])?relation(?:ship)?(?:to.*)?");

    /** How somebody came to know another person, or the other way round. */
    private static final String BY = "紧急|应急|推荐|引荐|介绍|邀请|担保|emergency|(?:refer|recommend|introduc|invit)[a-z]*";

    private static final Pattern KNOWN_BY = Pattern.compile(".*(?:" + BY + "|共同)人?");
    private static final Pattern KNOWN_BY_FIRST = Pattern.compile(BY);

    /** The names of offices end so; who studies, belongs or works somewhere may be meant. */
    private static final Pattern OFFICE =
            Pattern.compile(".*(?:(?<![学会成人党团职队船球])员|[园校院组队店站科村楼栋家班社]长|老?师|书记|干部|民警|保安|导游|秘书|财务|房东|管家|主任)");

    private static final Pattern PARTICULARS = Pattern.compile("(?:信息|资料|情况|details?|information)$");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^\\p{L}\\p{N}]+|[或和及与]");
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[/|、&]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NAME_OF = Pattern.compile("(?:联系人|姓名|名字|名称?|name|contact)+$");
    private static final Pattern ENGLISH_NAME_OF = Pattern.compile("(?i)(?:[^a-z]*(?:name|contact|person))+[^a-z]*$");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])");
    private static final Pattern NUMBERING =
            Pattern.compile("^\\p{N}{1,2}(?!\\p{N})|(?<!\\p{N})\\p{N}{1,2}$|(?<=.)[一二三四五]$");

    /** The alias of a table, and what marks a field as custom. */
    private static final Pattern AROUND = Pattern.compile("^[a-zA-Z][0-9]?\\.(?=\\w)|__c$");

    private static final int LONGEST = 255;

    private static List<String> words(String text) {
        return Pattern.compile("\\s+").splitAsStream(text.strip()).toList();
    }

    /** What this header says. */
    static ColumnName of(String header) {
        String name = normal(header);
        Whose whose = whoseOf(name);
        Rank rank = rankOf(name);
        return new ColumnName(whose == Whose.SPARE && rank == Rank.EXACT ? Rank.ENDING : rank, whose);
    }

    private static Whose whoseOf(String name) {
        String outside = withoutBrackets(name);
        if (isAnothers(outside)) {
            boolean own = Arrays.stream(BETWEEN_PARTS.split(outside))
                    .anyMatch(part -> rankOf(part) != Rank.NONE && !isAnothers(part));
            return own ? Whose.MIXED : Whose.ANOTHER;
        }
        List<String> inside = BRACKETED
                .matcher(name)
                .results()
                .map(MatchResult::group)
                .filter(ColumnName::isAnothers)
                .toList();
        if (!inside.isEmpty()) {
            return inside.stream().anyMatch(ColumnName::isAnothersName) ? Whose.ANOTHER : Whose.MIXED;
        }
        String core = core(name);
        if (SPARE.matcher(core).matches() || HIDDEN.matcher(plain(name)).find()) {
            return Whose.SPARE;
        }
        boolean thing = THING.matcher(plain(name)).matches() || THING_WORDS.contains(lastWord(name));
        return thing && rankOf(name) == Rank.NONE ? Whose.THING : Whose.UNKNOWN;
    }

    private static String lastWord(String name) {
        return BETWEEN_WORDS
                .splitAsStream(name)
                .reduce("", (one, later) -> later)
                .toLowerCase(Locale.ROOT);
    }

    /** This name below a cell that speaks of another person, and reaches over it. */
    ColumnName below(Whose group) {
        return new ColumnName(rank, group);
    }

    /** Whether it ends in the word for a role, so that it is somebody: {@code 推荐人}, {@code Emergency Contact}. */
    static boolean isAnothersName(String name) {
        String normal = normal(name);
        String plain = plain(normal);
        String role = NAME_OF.matcher(plain).replaceAll("");
        return OFFICE.matcher(role).matches()
                || ROLES.stream()
                        .anyMatch(word -> plain.endsWith(word) || role.endsWith(word) || role.endsWith(word + "人"))
                || (KNOWN_BY_FIRST.matcher(plain).lookingAt() && isPerson(name))
                || ROLE_WORDS.contains(role)
                || ROLE_WORDS.contains(lastWord(ENGLISH_NAME_OF.matcher(normal).replaceAll("")));
    }

    /** Whether it may be the name of somebody, or of an organisation; only where no numbers stand below it. */
    static boolean isSomebody(String header) {
        return !header.isBlank()
                && of(header).rank == Rank.NONE
                && of(header).whose != Whose.THING
                && !ACCOUNT.matcher(plain(header)).matches()
                && !ATTRIBUTE.matcher(plain(header)).matches();
    }

    /** Whether it names whom the rows are about. */
    static boolean isSubject(String header) {
        return Stream.of(plain(header), core(normal(header)))
                .anyMatch(name -> SUBJECT.matcher(name).matches());
    }

    /** Whether it names a person, by its ending. */
    static boolean isPerson(String header) {
        return PERSON.matcher(plain(header)).matches();
    }

    /** Whether it names another person or an organisation, so that what stands behind it may be that one's. */
    static boolean isOtherParty(String header) {
        return isAnothersName(header) || isOrganisation(header);
    }

    static boolean isOrganisation(String header) {
        return ORGANISATION.matcher(plain(header)).matches();
    }

    /** Whether it has anything to do with phones, or is in a script that is not read. */
    static boolean isPhonish(String header) {
        return PHONISH.matcher(plain(header)).matches();
    }

    /** Whether it names an id or an account. */
    static boolean isAccount(String header) {
        return of(header).whose == Whose.THING || ACCOUNT.matcher(plain(header)).matches();
    }

    /** Whether it says plainly whose phone numbers it holds: those of whom the rows are about. */
    static boolean isPlain(String header) {
        ColumnName name = of(header);
        return name.isPhone()
                && !UNUSED.matcher(header).find()
                && !NotToBeCalled.saidIn(header)
                && !isAnothers(withoutBrackets(normal(header)))
                && (name.rank == Rank.EXACT
                        || name.whose == Whose.SPARE
                        || isKnown(personOf(header))
                        || namesPart(normal(header)));
    }

    /** Whether a cell above several names says that they are those of other people: {@code 主要社会关系}, {@code 推荐人资料}. */
    static boolean isGroupOfOthers(String cell) {
        String group = PARTICULARS.matcher(plain(cell)).replaceAll("");
        return of(cell).another() || isRelation(group) || (isPerson(group) && !isOwn(group));
    }

    /** Whether it tells something of a person. */
    static boolean isPersonalDetail(String header) {
        return PERSONAL_DETAIL.matcher(plain(header)).matches();
    }

    /** Whether it says of whom the numbers are, or that they are not to be called. */
    static boolean saysWhose(String header) {
        String name = plain(header);
        return of(header).isPhone()
                || (name.endsWith("号码") && !isOwn(name.substring(0, name.length() - 2)))
                || UNUSED.matcher(header).find()
                || NotToBeCalled.saidIn(header);
    }

    /** Whether it names whom the rows are about, or somebody who can be meant by a list that names no other. */
    static boolean isOwn(String header) {
        return isSubject(header) || isKnown(NAME_OF.matcher(plain(header)).replaceAll(""));
    }

    private static boolean isKnown(String person) {
        return person.isEmpty()
                || (!WHO_CALLS.matcher(person).matches()
                        && (OWN_PERSON.matcher(person).matches()
                                || KNOWN.matcher(person).replaceAll("").isEmpty()));
    }

    /** Whether it says how somebody stands to another person, whose phone may follow. */
    static boolean isRelation(String header) {
        return RELATION.matcher(plain(header)).matches();
    }

    /** The name without the word for phones at its end: of whom it is. */
    static String personOf(String header) {
        return beforeEnding(core(normal(header)));
    }

    /** Whether another column is the name of this very person: {@code 教师姓名} of {@code 教师}. */
    static boolean isNameOf(String person, String header) {
        return !person.isEmpty()
                && Stream.of(plain(header), NAME_OF.matcher(plain(header)).replaceAll(""))
                        .anyMatch(name -> name.endsWith(person));
    }

    boolean another() {
        return whose == Whose.ANOTHER;
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
        boolean exact = isWord(core) || areNames(BETWEEN_NAMES.split(withoutBrackets(name)));
        if (exact) {
            return Rank.EXACT;
        }
        boolean ending = beforeEnding(core).length() < core.length() || namesPart(name);
        return ending && !REMARK.matcher(core).matches() ? Rank.ENDING : Rank.NONE;
    }

    /** Whether a part of it is a word for phones, or what stands in brackets behind an account: {@code 微信号/手机号}. */
    private static boolean namesPart(String name) {
        String outside = withoutBrackets(name);
        return Stream.concat(
                        BETWEEN_PARTS.splitAsStream(outside),
                        ACCOUNT.matcher(plain(outside)).matches()
                                ? BRACKETED.matcher(name).results().map(MatchResult::group)
                                : Stream.of())
                .anyMatch(part -> isWord(plain(part)));
    }

    /** Whether a name is several words for the same: {@code 手机号/电话}, {@code 手机 Mobile}. */
    private static boolean areNames(String[] parts) {
        List<String> cores = Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .map(ColumnName::core)
                .toList();
        return !cores.isEmpty() && cores.stream().allMatch(ColumnName::isWord);
    }

    private static boolean isWord(String core) {
        return NAMES.contains(core) || LATIN_NAME.matcher(core).matches();
    }

    private static boolean isAnothers(String name) {
        String core = core(name);
        String beforeEnding = beforeEnding(core);
        Matcher own = OWN_PERSON.matcher(beforeEnding);
        if (own.matches() && !beforeEnding.equals(core)) {
            return KNOWN_BY.matcher(own.group(1)).matches();
        }
        String squeezed = BLANKS.matcher(name).replaceAll("");
        if (ROLES.stream().anyMatch(squeezed::contains)) {
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
        Matcher latin = LATIN_ENDING.matcher(core);
        return ENDINGS.stream()
                .filter(core::endsWith)
                .map(ending -> core.substring(0, core.length() - ending.length()))
                .reduce(
                        latin.find() ? core.substring(0, latin.start()) : core,
                        (one, other) -> one.length() < other.length() ? one : other);
    }

    /** In one width, and no longer than anybody calls a column: a cell may hold a book. */
    private static String normal(String name) {
        String begin = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        return AROUND.matcher(Normalizer.normalize(begin, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** What is left of a text without width, case, spaces, punctuation and what nobody sees. */
    static String plain(String name) {
        String letters =
                NO_LETTER.matcher(normal(name).toLowerCase(Locale.ROOT)).replaceAll("");
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
