package io.qianhu.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.intake.ColumnName.Whose;
import io.qianhu.message.Message;
import io.qianhu.number.NumberKind;
import io.qianhu.number.NumberReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose numbers are called: the person's own, or nobody's. */
class RightColumnTest {
    private static final int ROWS = 200;
    private static final NumberReader NUMBERS = new NumberReader(Set.of(NumberKind.MOBILE));

    @TempDir
    private Path directory;

    /**
     * Each column is NAME=CONTENT. Contents: own and other are mobiles, same as own; masked, lost, land, text, blank;
     * few is one of eight texts, shared that one's mobile;
     * anything else stands as it is in every row; with N% in front in that part of the rows, blank else. Then the column that is read, from 1, or refused.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A mark, a bracket, numbering or a unit in the person's own name.
                "姓名=text,手机号码（必填）=own,推荐人手机号=other | 2",
                "姓名=text,推荐人手机号=other,手机号码(必填)=own | 3",
                "姓名=text,*手机号=own,推荐人手机号=other | 2",
                "姓名=text,手机号*=own,介绍人手机=other | 2",
                "姓名=text,手机号【必填】=own,担保人手机号=other | 2",
                "姓名=text,手机1=own,紧急联系人手机=other | 2",
                "name=text,phone_1=own,emergency_contact_phone=other | 2",
                "Name=text,Mobile No.(11 digits)=own,Referrer Mobile=other | 2",
                "姓名=text,手机号（11位）=own,业务员手机=other | 2",
                "姓名=text,手机号11位=own,家长手机号=other | 2",
                "姓名=text,1.手机号=own,2.推荐人手机号=other | 2",
                "姓名=text,①手机号码=own,②配偶手机号码=other | 2",
                "姓名=text,客户手机号=own,客户经理手机号=other | 2",
                "姓名=text,【手机号】=own,客服电话=other | 2",
                "name=text,Phone (required)=own,spousePhone=other | 2",
                "name=text,customer mobile=own,salesman mobile=other | 2",
                "name=text,phone=own,agentphone=other | 2",
                "name=text,Cell Phone #=own,Guardian Cell Phone=other | 2",
                "姓名=text,手机号/电话=own,监护人电话=other | 2",
                "姓名=text,手机 Mobile=own,Agent Mobile=other | 2",
                // Beside the person's own name, X and the phone of X are another's, whoever X is.
                "姓名=text,证明人=text,证明人电话=own | refused",
                "姓名=text,接送人=text,接送人电话=own | refused",
                "学生姓名=text,房东=text,房东电话=own | refused",
                "name=text,landlord=text,landlord_phone=own | refused",
                "name=text,sender=text,sender_phone=own | refused",
                "证明人=text,证明人电话=own | 2",
                "姓名=text,收货人=text,收货人电话=own | 3",
                // Another person, what is told of that one, and a phone.
                "借款人=text,身份证号=text,担保人=text,担保人身份证号=text,手机号=own | refused",
                "姓名=text,紧急联系人=text,紧急联系人住址=text,电话=own | refused",
                "学生姓名=text,父亲姓名=text,工作单位=text,联系电话=own | refused",
                "patient=text,emergency contact=text,address=text,phone=own | refused",
                "姓名=text,接送人=text,电话=own | refused",
                "客户=text,业务员=text,业务员部门=text,手机=own | refused",
                "姓名=text,介绍人=text,介绍日期=text,电话=own | refused",
                "买方=text,卖方=text,电话=own | refused",
                "姓名=text,来源渠道=text,手机号=own | 3",
                "姓名=text,投诉对象=text,电话=own | refused",
                "姓名=text,卖方=text,地址=text,电话=own | refused",
                "客户=text,业务员=text,业务员工号=text,手机=own | refused",
                "姓名=text,性别=text,地址=text,手机号=own | 4",
                "客户名称=text,收货人=text,地址=text,电话=own | 4",
                // Who calls.
                "姓名=text,日期=text,拨打人手机=own | refused",
                "姓名=text,日期=text,外呼人手机=own | refused",
                "姓名=text,通知方电话=own | refused",
                "name=text,date=text,delivery_person_phone=own | refused",
                "姓名=text,外呼电话=own | 2",
                // An only column with a word that nobody knows.
                "已停机号码=own | refused",
                "员工号码=own | refused",
                "旧手机号=own | refused",
                "主叫号码=own | refused",
                "请勿联系=own | refused",
                "名单=own | 1",
                "Phone Numbers=own | 1",
                "号码列表=own | 1",
                "联系人=own | 1",
                "客户号码=own | 1",
                "会员手机=own | 1",
                "收件人号码=own | 1",
                // Her own column is masked, destroyed or sparse; somebody else's is full.
                "姓名=text,手机号=masked,业务员手机=other | 2",
                "姓名=text,手机号=lost,紧急联系人手机=other | 2",
                "姓名=text,手机号=10% own,紧急联系人手机号=other | 2",
                "姓名=text,手机号=1% own,推荐人手机号=other | 2",
                "姓名=text,手机号=blank,家长手机号=other | 2",
                "姓名=text,手机号=masked,联系人手机=other | refused",
                "姓名=text,手机号=lost,微信=other | refused",
                "姓名=text,手机号=masked,联系电话=other | refused",
                "姓名=text,手机号=text,备用手机=other | refused",
                "姓名=text,手机号=blank,备用手机=other | refused",
                "姓名=text,手机号=blank,备注=other | refused",
                // Only another person's numbers are there.
                "姓名=text,家长手机号=other | refused",
                "name=text,Emergency Contact Phone=other | refused",
                "姓名=text,推荐人电话=other,微信=own | refused",
                "姓名=text,推荐人=other | refused",
                "门店=text,会员姓名=text,门店会员手机号=own | 3",
                "门店=text,门店会员手机号=own,门店手机号=other | 2",
                "姓名=text,推荐会员手机号=other | refused",
                "姓名=text,手机号（紧急联系人）=other,电话=blank | 3",
                // Two of the same rank.
                "手机号=own,电话=other | refused",
                "手机号=own,联系电话=50% other | refused",
                "手机号=own,电话=1% other | refused",
                "手机1=own,手机2=other | refused",
                "客户手机号=own,联系电话=other | refused",
                "收货人手机=own,下单人手机=other | refused",
                "手机号=own,电话=masked | 1",
                "手机号=other,电话=masked | refused",
                "手机号=text,联系电话=other | refused",
                "手机号=short,联系电话=other | refused",
                "手机号=masked,联系方式=other | refused",
                "收货人手机=own,买家手机=other | refused",
                "收件人电话=own,寄件人电话=other | refused",
                "房东手机=own,租客手机=other | refused",
                "法人电话=own,联系人电话=other | refused",
                "Billing Phone=own,Shipping Phone=other | refused",
                "Home Phone=own,Work Phone=other | refused",
                "Owner Phone=own,Tenant Phone=other | refused",
                // Whom an order, a contract or an address book is about, and others beside him.
                "订单=text,收货人手机=own | 2",
                "收货人手机=own,司机电话=other | 1",
                "手机号=own,寄件人手机=other | refused",
                "手机号=own,法人手机=other | refused",
                "联系人电话=own,联系人2电话=other | 1",
                "联系人手机=own,第二联系人手机=other | 1",
                "姓名=text,备用联系人电话=other | refused",
                "Phone=own,Alternate Phone=other,Backup Phone=other | 1",
                "Mobile Phone=own,Home Phone=other,Work Phone=land | 1",
                "Phone=own,Assigned To Phone=other | 1",
                "Client Phone=own,Account Manager Phone=other | 1",
                "Student Phone=own,Father Phone=other,Mother Phone=other | 1",
                "学员手机=own,母亲手机=other,班主任手机=other | 1",
                "员工手机=own,上级手机=other | refused",
                "姓名=text,监护人手机=other | refused",
                "name=text,Next of Kin Phone=other | refused",
                "公司=text,经办人手机=other | refused",
                "公司=text,店长手机=other | refused",
                // No rivals: blank, landlines, the same numbers, other things, a less plain name.
                "手机号=own,电话=blank | 1",
                "手机号=own,电话=land | 1",
                "电话=land,手机号=own | 2",
                "手机号=own,电话=same | 1",
                "手机号=own,电话=50% same | 1",
                "手机号=50% own,电话=same | 2",
                "手机号=own,联系方式=text | 1",
                "手机号=own,微信=other | 1",
                "手机号=own,备用手机=other | 1",
                "备用手机=other,手机号=own | 2",
                "电话=land,联系手机=own | 2",
                "联系电话=land,备注=own | refused",
                "手机号=masked | 1",
                "姓名=text,号段=own | refused",
                "a=own,b=other | refused",
                // A name that only ends in a phone word, or none, beside another column with numbers.
                "Name=text,Contact No=own,Alternate Phone=other | 2",
                "xm=text,sjh=own,ref_phone=other | 2",
                "机主姓名=text,业务号码=own,联系人电话=other | refused",
                "借款人=text,本机号码=10% own,联系人1手机=other | refused",
                "Name=text,WhatsApp=own,Father Mobile=other,Company phone=other | refused",
                "姓名=text,收货人手机=other,微信=masked | refused",
                "姓名=text,收货人手机=own,微信=10% lost | refused",
                "xm=text,sjh=masked,tjrsjh=other | refused",
                "xm=text,sjh=lost,tjrsjh=other | refused",
                "xm=text,sjh=*******0001,tjrsjh=other | refused",
                "姓名=text,收货人手机=own,订单号=other | 2",
                "order_id=other,name=text,user mobile=own | 3",
                "姓名=text,收货人手机=own,备注=1% other | 2",
                "姓名=text,收货人手机=own,微信=same | 2",
                "姓名=text,收货人手机=own,身份证号=3.30106E+17 | 2",
                "姓名=text,收货人手机=own,身份证号=330106********1234 | 2",
                "姓名=text,收货人手机=own,座机=land | 2",
                "姓名=text,手机号=own,订单号=other,数量=text | 2",
                // What is bought or sent has a number as well.
                "订单号=other,客户=text,contact=own | refused",
                "order_id=other,customer=text,sjh=own | 3",
                // A bare word beside the name or the phone of another person.
                "学员姓名=text,学员手机=own,班主任=text,电话=other | refused",
                "车主=text,车主手机号=own,业务员=text,联系电话=other | refused",
                "班主任=text,电话=other,学员=text,学员手机=own | refused",
                "班主任=text,工号=text,电话=other,学员=text,sjh=own | refused",
                "会员=text,sjh=masked,推荐人=text,手机=other | refused",
                "借款人姓名=text,借款人手机号=own,联系人=text,关系=text,联系电话=other | refused",
                "Tenant=text,Tenant Phone=own,Building=text,Phone=other | refused",
                "姓名=text,手机号=own,班主任=text,班主任电话=other | 2",
                "姓名=text,推荐人=text,手机号=own | refused",
                "门店=text,手机号=own,姓名=text | 2",
                "业务员=text,姓名=text,手机号=own,收货人手机=other | refused",
                "姓名=text,手机号=own,收货人=text,收货人手机=other | 2",
                "企业=text,企业联系电话=land,联系人=text,手机=own | 4",
                // Landlines under the better name.
                "企业名称=text,联系电话=land,法人手机号=other | refused",
                "户主=text,电话=land,网格员手机=other | refused",
                // What brackets say about the use of a number.
                "姓名=text,手机号（用于快递联系）=own,备用电话=other | refused",
                "姓名=text,手机号（用于快递联系）=own,地址=text | 2",
                "姓名=text,您的手机号（方便客服与您联系）=own | 2",
                "姓名=text,手机号(快递用)=own,联系电话=other | refused",
                "name=text,Mobile (for driver contact)=own,Office phone=other | refused",
                "姓名=text,手机号（供应商推荐人）=other,电话=own | 3",
                // Who is in no list decides against a whole word, wherever that stands.
                "户主姓名=text,联系方式=own,帮扶干部=text,电话=other | refused",
                "客户姓名=text,预留手机号=own,信贷员=text,联系电话=other | refused",
                "用户姓名=text,设备号=own,装维人员=text,联系电话=other | refused",
                "姓名=text,手机/微信=own,组长=text,电话=other | refused",
                "Tenant=text,Contact No.=own,Landlord=text,Phone=other | refused",
                "姓名=text,聯絡方式=own,業務員=text,电话=other | refused",
                "姓名=text,联系方式=masked,关系人=text,电话=other | refused",
                "real_name=text,register_mobile=own,contact_name=text,relation=text,phone=other | refused",
                "Имя=text,Телефон=own,Phone=other | refused",
                "姓名=text,登录名=own,导师=text,电话=other | refused",
                "姓名=text,家庭手机=own,导师=text,电话=other | refused",
                "导师=text,电话=other,姓名=text,家庭手机=own | refused",
                "姓名=text,手机号=blank,导师=text,电话=other | refused",
                "姓名=text,手机号=other,变更后手机号=own | refused",
                "姓名=text,手机号=other,收货人手机=own | refused",
                "姓名=text,手机号=own,学员姓名=text,学员手机=other | refused",
                "姓名=text,手机号=own,居间人=text,居间人手机=other | 2",
                "姓名=text,手机号=own,客户代表=text,代表电话=other | 2",
                "借款人=text,手机号=own,联系人1=text,联系人1电话=other | 2",
                // The organisation that stands first.
                "单位名称=text,联系电话=other,职工姓名=text,职工手机=own | refused",
                "寄件人=text,联系电话=other,收件人=text,收件人手机=own | refused",
                "教师=text,教师手机=own,学校=text,电话=other | refused",
                "学生=text,家长电话=own,学校=text,电话=other | refused",
                "单位=text,手机=other,职工姓名=text,家庭电话=own | refused",
                "公司名称=text,公司电话=other,联系人=text,手机=own | 4",
                // A further phone of the same person, whatever is told of her between the names.
                "姓名=text,跟进时间=text,手机号=own,备用电话=other | 3",
                "姓名=text,销售额=text,手机号=own,家庭电话=other | 3",
                "店铺=text,手机号=own,备用手机号=other | 2",
                "客户名称=text,负责人=text,跟进状态=text,手机号=own,其他手机=other | 4",
                "Customer=text,Service Date=text,Phone=own,Alt Phone=other | 3",
                "姓名=text,推荐人手机=other,地址=text,手机号=own | 4",
                "姓名=text,手机号=own,手机号(脱敏)=masked | 2",
                "姓名=text,手机号(脱敏)=masked,备用手机=other | refused",
                // Only a further phone is left over.
                "姓名=text,配送电话=own,备用电话=other | refused",
                "学生=text,家长手机=own,家庭电话=other | refused",
                "司机=text,司机手机=own,货主=text,货主电话=other | refused",
                "业务员=text,业务员手机=own,客户=text,公司电话=other | refused",
                "姓名=text,备用电话=own | 2",
                // A role in brackets or behind a slash is doubtful, unless it is all that they hold.
                "姓名=text,手机号（门店登记）=own,备用电话=other | refused",
                "姓名=text,手机号（门店登记）=own,地址=text | 2",
                "姓名=text,手机号(推荐填写)=own,固话或其他手机=other | refused",
                "姓名=text,手机号/家长电话=own,备用电话=other | refused",
                "姓名=text,手机号/家长电话=own | refused",
                "Name=text,Phone (Store record)=own,Home phone=other | refused",
                "姓名=text,联系电话(快递)=own,家庭电话=other | refused",
                "Name=text,Phone (Emergency contact)=other | refused",
                // A list of people who have a role.
                "教师姓名=text,教师手机号=own | 2",
                "司机姓名=text,车牌=text,司机电话=own | refused",
                "序号=text,司机姓名=text,性别=text,司机电话=own | 4",
                "工单编号=text,来电号码=land,受理人=text,受理人电话=other | refused",
                "订单号=text,骑手=text,骑手手机=other | refused",
                "房号=text,面积=text,管家=text,管家电话=other | refused",
                "order_id=text,customer_email=text,driver=text,driver_phone=other | refused",
                // Many people have one number, which stands beside another one's name: that one's.
                "门店名称=few,联系电话=shared,会员姓名=text | refused",
                "客户姓名=text,归属支行=few,联系电话=shared | refused",
                "Customer Name=text,Store=few,Phone=shared | refused",
                "姓名=few,手机号=shared | 2",
                "姓名=few,手机号=shared,课程=text | 2",
                "收货人=text,会员姓名=few,手机号=shared | 3",
                // One who stands beside many numbers has none of them.
                "客户姓名=text,业务员=few,手机号=own | 3",
                "患者=text,医生=few,手机号码=own | 3",
                "姓名=text,推荐人=few,手机号=own | 3",
                "业务员=few,电话=own,客户=text | 2",
                "姓名=text,业务员=few,手机号=shared | refused",
                "借款人=text,担保人=text,业务员=few,手机号=own | refused",
                "姓名=text,与本人关系=few,电话=own | refused",
                // The only others are organisations.
                "公司=text,店长=text,电话=own | 3",
                "单位=text,负责人=text,联系电话=own | 3",
                // A phone between two parties is that of the first one.
                "寄件人=text,电话=own,收件人=text,地址=text | refused",
                "发件人=text,联系电话=own,收件人=text | refused",
                "甲方=text,电话=own,乙方=text | refused",
                "转让方=text,联系电话=own,受让方=text | refused",
                "Sender=text,Phone=own,Customer=text | refused",
                "收件人=text,电话=own,寄件人=text | 2",
                // A form asks one person.
                "昵称=text,您的姓名=text,您的手机号=own | 3",
                "1、您的姓名=text,2、请输入您的手机号码=own | 2",
                "姓名=text,请填写您的联系方式=own | 2",
                "姓名=text,请留下你的手机号=own | 2",
                "姓名=text,签约手机号=own | 2",
                "姓名=text,客人电话=own | 2",
                "姓名=text,明文手机号=own | 2",
                "姓名=text,手机号/微信号=own | 2",
                "姓名=text,电话/微信=own | 2",
                "姓名=text,手机号&微信=own | 2",
                "姓名=text,登录账号(手机号)=own | 2",
                // The same number with digits that are hidden.
                "name=text,phone=own,phone_mask=masked | 2",
                "姓名=text,展示手机号=masked,手机号=own | 3",
                "姓名=text,手机号=own,隐藏号码=masked | 2",
                "name=text,phone=other,phone_mask=masked | refused",
                "学生姓名=text,家长姓名=text,家长手机号=other | refused",
                // No name speaks of phones.
                "姓名=text,留的=own | refused",
                "姓名=text,紧急联系人=text,电话=own | refused",
                "姓名=text,与本人关系=text,电话=own | refused",
                "学号=id,姓名=text,家长姓名=text,联系电话=own | refused",
                "客户=text,业务员=text,手机=own | refused",
                "会员卡号=id,会员等级=text,推荐会员=text,手机号=own | refused",
                "患者姓名=text,联系人姓名=text,联系人关系=text,联系人电话=own | refused",
                "name=text,next of kin=text,phone=own | refused",
                "name=text,relationship=text,contact phone=own | refused",
                "order_no=id,sales_rep=text,phone=own | refused",
                "业务员=text,手机=own | 2",
                "客户名称=text,负责人=text,跟进状态=text,手机号=own | 4",
                "公司名称=text,联系人=text,电话=own | 3",
                "公司=text,联系电话=own | 2",
                "姓名=text,寄件人电话=own | refused",
                "姓名=text,地址=text,网格员电话=own | refused",
                "姓名=text,登记人电话=own | refused",
                "姓名=text,推薦人手機=own | refused",
                "姓名=text,TJR_PHONE=own | refused",
                "姓名=text,jjlxrdh=own | refused",
                "姓名=text,黑名单手机号=own | refused",
                "姓名=text,手机号（作废）=own | refused",
                "姓名=text,原手机号=own | refused",
                "姓名=text,收货人手机号=own | 2",
                "姓名=text,学员联系电话=own | 2",
                "姓名=text,预约报名联系人手机=own | 2",
                "姓名=text,预约保洁联系人手机=own | refused",
                "姓名=text,预留手机号=own | 2",
                "姓名=text,Billing Phone=own | 2",
                "姓名=text,手機號碼=own | 2",
                "姓名=text,lxdh=own | 2",
                "宝妈=text,宝妈电话=own | 2",
                "推荐人=text,手机号=other,被推荐人=text,被推荐人手机号=own | refused",
                "幼儿园=text,联系电话=other,幼儿姓名=text,家长电话=own | refused",
                "业务员=text,电话=other,店名=text,店长电话=own | refused",
                "园长=text,手机号=other,宝宝姓名=text,监护人手机号=own | refused",
                "school=text,phone=other,student=text,guardian_phone=own | refused",
                "sales_rep=text,phone=other,student=text,parent_phone=own | refused",
                "户号=id,户名=text,抄表员=text,电话=own | refused",
                "司机=text,手机号=own,乘客=text,地址=text | refused",
                "客户名称=text,联系人类型=text,联系电话=own | refused",
                "姓名=text,角色=text,手机号=own | refused",
                // Blanks between the letters.
                "姓 名=text,推 荐 人 电 话=other,电 话=own | 3",
                // What stands for an empty cell.
                "姓名=text,手机=own,电话=- | 2",
                "姓名=text,手机号=own,联系电话=无 | 2",
                "姓名=text,手机号=own,联系电话=N/A | 2",
                "id=text,mobile=own,phone=\\N | 2",
                "name=text,mobile=own,phone=NULL | 2",
                "姓名=text,手机号=own,联系电话=0 | 2",
                "姓名=text,联系方式=own,是否打过电话=否 | 2",
                "姓名=text,联系方式=own,是否打过电话=text | 2",
                "姓名=text,手机号=own,联系电话=*********** | refused",
                "姓名=text,手机号=own,联系电话=保密 | refused",
                "姓名=text,手机号=10% own,电话=90% 无 | 2",
                "姓名=text,手机号=无,备用手机=other | refused"
            })
    void readsThePersonsOwnColumnOrNone(String columns, String expected) {
        byte[] file = file(columns);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> detect(file, null))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining("; name the right one in the campaign, such as input: { column: ")
                    .message()
                    .doesNotContainPattern("(?<!\\d)1\\d{10}(?!\\d)");
        } else {
            assertThat(detect(file, null).phoneColumn() + 1).isEqualTo(Integer.parseInt(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "学号=own,姓名=text",
                "uid=own,昵称=text",
                "姓名=text,金额(分)=own",
                "id=10% own,name=text",
                "条码=own,品名=text"
            })
    void aThingWithANumberIsNoPhoneColumn(String columns) {
        assertThatThrownBy(() -> detect(file(columns), null))
                .hasMessageContaining(": no column of phone numbers was found among ");
    }

    /** As above: the columns in the first 1,000 rows, then in 200 behind them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=own,联系电话=other | 2 3",
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=masked,联系电话=other | 2 3",
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=lost,联系电话=other | 2 3",
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=own,联系电话=blank | 2 3",
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=5% own,联系电话=other |",
                "姓名=text,手机号=blank,联系电话=other | 姓名=text,手机号=10% own,联系电话=other | 2 3",
                "姓名=text,手机号=own,联系电话=land | 姓名=text,手机号=own,联系电话=other | 3 2",
                "姓名=text,手机号=own,联系电话=same | 姓名=text,手机号=own,联系电话=other | 3 2",
                "姓名=text,手机号=own,联系电话=same | 姓名=text,手机号=masked,联系电话=same | 3 2",
                "姓名=text,手机号=own,联系电话=same | 姓名=text,手机号=own,联系电话=same |",
                "姓名=text,手机号=own,联系电话=blank | 姓名=text,手机号=own,联系电话=无 |",
                "姓名=text,手机号=own,联系电话=blank | 姓名=text,手机号=own,联系电话=保密 |",
                "手机号=blank,姓名=text,收货人手机=other,备用手机=blank | 手机号=own,姓名=text,收货人手机=other,备用手机=own | refused",
                "姓名=text,收货人手机=other,备用手机=blank | 姓名=text,收货人手机=other,备用手机=own | 3 2",
                "姓名=text,微信=blank,收货人手机=other | 姓名=text,微信=own,收货人手机=other | 2 3",
                "姓名=text,微信=blank,手机号=own | 姓名=text,微信=other,手机号=own |",
                "姓名=text,订单号=blank,收货人手机=own | 姓名=text,订单号=other,收货人手机=own |",
                "姓名=text,推荐人手机=blank,手机号=own | 姓名=text,推荐人手机=other,手机号=own |",
                "xm=text,sjh=own,dh=same | xm=text,sjh=own,dh=10% other | 3 2",
                "借款人手机号=blank,联系人=text,联系电话=other | 借款人手机号=own,联系人=text,联系电话=other | 1 3"
            })
    void aColumnThatShowsBehindTheSampleThatItIsMeantRefusesTheFile(
            String first, String then, @Nullable String expected) {
        byte[] file = (new String(file(first, 1000), UTF_8) + new String(file(then, 200), UTF_8).split("\n", 2)[1])
                .getBytes(UTF_8);
        if ("refused".equals(expected)) {
            assertThatThrownBy(() -> detect(file, null)).isInstanceOf(InputRefused.class);
        } else if (expected == null) {
            watch(file, detect(file, null));
        } else {
            FileFormat format = detect(file, null);
            assertThatThrownBy(() -> watch(file, format))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining(" line 1002: here column " + expected.charAt(0) + " ")
                    .hasMessageContaining(" than the phone column " + expected.charAt(2) + " ")
                    .hasMessageContaining("; name the right one in the campaign, such as input: { column: \"");
            assertThat(detect(file, Integer.toString(format.phoneColumn() + 1)).rivals())
                    .isEmpty();
        }
    }

    /** The last block goes on after a restart. */
    private static void watch(byte[] file, FileFormat format) {
        RowWatch watch = new RowWatch("x.csv", format, RowWatch.Seen.NOTHING);
        RowBlock rows = rowsOf(file, format);
        watch.add(new BlockParser(format, NUMBERS, IntakeLimits.defaults()).parse(rows));
        new RowWatch("x.csv", format, watch.seen()).end();
    }

    @Test
    void nothingIsWatchedWhereNoOtherColumnMayBeMeant() {
        assertThat(detect(file("姓名=text,手机号=own,推荐人手机=other,备注=blank,订单号=other"), null)
                        .rivals())
                .isEmpty();
        assertThat(detect(file("姓名=text,收货人手机=own,地址=text,备注=blank"), null).rivals())
                .containsExactly(new Rival(3, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 姓名,手机号,推荐人手机号 | 姓名,推荐人手机号,手机号 | refused",
                "2 | 姓名,推荐人手机号,手机号 | 姓名,手机号,推荐人手机号 | refused",
                "2 | 姓名,手机号 | 姓名,业务员电话 | refused",
                "2 | 姓名,手机号 | 姓名,备用手机,手机号 | refused",
                "2 | 姓名,手机号,备用手机 | 姓名,联系电话,备用手机 |",
                "2 | 姓名,手机号 | 姓名,收货人手机 |",
                "2 | 姓名,备用手机 | 姓名,备用手机,手机号 |",
                "2 | 姓名,推荐人手机,手机号 | 客户,推荐人电话,手机号 |",
                "2 | 姓名,手机号 | 姓名, |",
                "手机号 | 姓名,手机号,推荐人手机号 | 推荐人手机号,手机号,姓名 |"
            })
    void aColumnByPositionIsNotAnotherPersonsInAnotherFile(
            String column, String one, String other, @Nullable String expected) {
        List<FileFormat> formats = List.of(named(one), named(other));
        if (expected == null) {
            PositionedColumn.require(column, List.of("a.csv", "b.csv"), formats);
        } else {
            assertThatThrownBy(() -> PositionedColumn.require(column, List.of("a.csv", "b.csv"), formats))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageStartingWith("b.csv: input.column 2 is \"")
                    .hasMessageContaining(
                            "\" in a.csv, so that one of them may be another person's; set input.column to");
        }
    }

    private static FileFormat named(String header) {
        return new FileFormat("UTF-8", ',', 0, 1, List.of(header.split(",", -1)), 1, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"13900000000", "8613900000000"})
    void whatASpreadsheetHasRoundedCallsNobody(String number) {
        byte[] file = ("姓名,手机号\n" + ("张三," + number + "\n").repeat(5)).getBytes(UTF_8);
        assertThatThrownBy(() -> detect(file, null)).isInstanceOf(InputRefused.class);
        assertThatThrownBy(() -> detect(file, "手机号"))
                .hasMessageContaining("end in zeros, as those do that a spreadsheet has rounded");
    }

    @Test
    void theMessageNamesTheCandidatesAndTheLineThatDecides() {
        assertThatThrownBy(() -> detect(file("姓名=text,手机号=masked,备用手机=other"), null))
                .hasMessageEndingWith(
                        "numbers.csv: several columns may hold the phone numbers: 2 \"手机号\" (0 % numbers) such as"
                                + " 138********, 3 \"备用手机\" (100 % numbers) such as 139******00; name the right one in the"
                                + " campaign, such as input: { column: \"手机号\" }");
        assertThat(detect(file("姓名=text,手机号=masked,备用手机=other"), "备用手机").phoneColumn())
                .isEqualTo(2);
    }

    @Test
    void aHeaderBelowANumberIsRefusedAndNotTakenForARow() {
        String text = "客服,13700000001,\n姓名,手机号,紧急联系人手机\n" + "张三,138****0000,13900000001\n".repeat(20);
        assertThatThrownBy(() -> detect(text.getBytes(UTF_8), null))
                .hasMessageContaining(
                        " line 1: this row holds a number, and stands above the names of columns in line 2,")
                .hasMessageContaining("set input.header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "本人,,紧急联系人,",
                "客户资料,,推荐人资料,",
                "Customer,,Emergency contact,",
                "基本信息,,主要社会关系,",
                "学员信息,,家庭成员,",
                "借款人,,证明人,"
            })
    void theUpperRowOfAHeaderSaysWhoseNumbersStandBelow(String groups) {
        String rows = "张三,,李四,13900000001\n王五,13800000001,赵六,13900000002\n";
        String text = groups + "\n姓名,手机号,姓名,手机号\n" + rows;
        assertThat(detect(text.getBytes(UTF_8), null).phoneColumn()).isEqualTo(1);
    }

    /** ~ ends a line, O is the person's own number and X another's. Then the column that is read and the line of the header. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "门店：西湖店,,日期：2026-11-30,~姓名,手机号,地址,备用电话~N,O,x,X~ | 2 2",
                "导出人：客服小王,,日期：2026-11-30,~姓名,手机号,地址,备注~N,O,x,~ | 2 2",
                "业务员：,张三,,~姓名,手机号,地址,备用电话~N,O,x,X~ | 2 2",
                "客户信息(客服填写),,,其他~姓名,手机号,地址,备用电话~N,O,x,X~ | 2 2",
                "推荐人资料,,2026-11-30,~姓名,手机号,地址,备用电话~N,O,x,X~ | 2 2",
                "制表单位：某某公司,联系电话,0571-88888888,~姓名,推荐人手机,手机号,地址~N,X,O,x~ | 3 2",
                "制表单位：某某公司,联系电话,0571-88888888,~姓名,性别,手机号,地址~N,x,O,x~ | 3 2",
                "制表单位,某某公司,联系电话,转前台~姓名,推荐人手机,手机号,地址~N,X,O,x~ | 3 2",
                "联系人：张三,联系电话：,0571-88888888,~姓名,推荐人手机,手机号,地址~N,X,O,x~ | 3 2",
                "制表单位,某某公司,联系电话,0571-88888888~姓名,性别,手机号,地址~N,x,O,x~ | 3 2",
                "姓名,手机号(如13800138000),备注~N,,换了电话~N,O,x~ | 2 1",
                "姓名,备注,联系方式：~N,没有手机,~N,x,O~ | 3 1",
                "姓名,手机号,,地址~,推荐人,本人,~N,X,O,x~ | refused",
                "姓名,手机号,,地址~,推荐人,本人,~N,X,138****0000,x~ | refused",
                "姓名,联系方式,,地址~,推荐人手机,手机号,~N,X,O,x~ | 3 2",
                "序号,姓名,联系方式,,备注~,,座机,手机,~1,N,0571-88888888,O,x~ | 4 2",
                "序号,姓名,联系方式,,备注~,,座机,手机,~1,N,,O,x~ | 4 2",
                "名单~序号,姓名,联系电话,,备注~,,固话,移动电话,~1,N,,O,x~ | 4 3",
                "姓名,手机号,紧急联系人,,备注~,,姓名,电话,~N,O,M,X,x~ | 2 2",
                "姓名,紧急联系人,,手机号~,姓名,电话,~N,M,X,O~ | 4 2",
                "姓名,手机号,,地址~,推荐人手机,本人手机,~N,X,O,x~ | 3 2",
                "姓名,手机号,地址,,备注,等级~N,,x,手机,y,~N,O,x,,,~ | 2 1",
                ",姓名,手机号,地址~0,N,O,x~ | 3 1",
                "李四,,没有手机~N,O,~M,O,X~ | refused",
                "姓名,手机号,紧急联系人,,地址~,,关系,电话,~N,O,x,X,y~ | 2 2",
                "门店,,西湖店,~姓名,手机号,地址,备用电话~N,O,x,X~ | refused",
                "学员及家长信息,,其他,~姓名,手机号,地址,备用电话~N,O,x,X~ | refused",
                "部门,销售部,,~姓名,手机号,地址,备注~N,O,x,y~ | 2 2",
                "班主任,王老师,,~姓名,手机号,地址,备注~N,O,x,y~ | 2 2",
                "客户,,紧急联系人,~姓名,地址,姓名,手机号~N,x,M,X~ | refused",
                "一,,~二,,~三,,~4,,~5,,~6,,~7,,~8,,~9,,~10,,~11,,~12,,~姓名,推荐人手机,手机号~N,X,O~ | 3 13"
            })
    void theHeaderIsTheRowOfNames(String text, String expected) {
        byte[] file = text(text);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> detect(file, null))
                    .hasMessageMatching(
                            ".*: (several columns may hold|the phone numbers seem to be those of other people).*"
                                    + " such as input: \\{ column: (2|3|4|\"手机号\") }");
        } else {
            FileFormat format = detect(file, null);
            assertThat(format.phoneColumn() + 1 + " " + (format.firstRowLine() - 1))
                    .isEqualTo(expected);
        }
    }

    @Test
    void twoTablesSideBySideAreRefusedHoweverFewTheOtherHolds() {
        String text = "姓名,手机号,姓名,手机号~" + "N,O,,~".repeat(300) + "N,O,M,X~";
        assertThatThrownBy(() -> detect(text(text), null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(" have one name, and both hold numbers; put tables that stand side by side");
        assertThat(detect(text(text), "2").phoneColumn()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三,139****0002~", "赵六,1.39E+10~", "王五,0571-88880001~李四,1390100~"})
    void badRowsAboveTheHeaderAreNoTitles(String above) {
        assertThatThrownBy(() -> detect(text(above + "姓名,手机号~" + "N,O~".repeat(30)), null))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining(" line 1: this row holds a number, and stands above the names of columns");
    }

    @Test
    void theNamesAboveAllRowsAreARejectWhereThereIsNoHeaderByTheCampaign() {
        InputSettings set = new InputSettings(List.of(), null, null, true, null, InputSettings.NO_HEADER, "3", null);
        FileFormat format = detector().detect(Blocks.plain(directory, text("姓名,推荐人手机,手机号~N,X,O~")), set);
        assertThat(format.phoneColumn()).isEqualTo(2);
    }

    @Test
    void aConfiguredNameThatReachesOverTwoColumnsIsSetToOneOfThem() {
        byte[] file = text("姓名,手机号,,地址~,推荐人,本人,~N,X,O,x~");
        assertThatThrownBy(() -> detect(file, "手机号")).hasMessageEndingWith("input: { column: 2 }");
        assertThat(detect(file, "3").phoneColumn()).isEqualTo(2);
    }

    /** A sheet leaves out the blank cells at the end of its rows: under a last cell that was merged there is no name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "姓名,联系电话~,家属,本人~N,X,O~M,X,138****0000~ | refused",
                "姓名,电话~N,X,O~ | refused",
                "姓名,电话~N,X,138****0000~ | refused",
                "姓名,电话~N,O,O~ | 2",
                "姓名,电话~N,O,x~ | 2"
            })
    void inASheetTheLastNameMayReachOverTwoColumns(String text, String expected) {
        Path path = Blocks.write(directory, text(text));
        PlainFile sheet =
                new PlainFile("a.xlsx", path, Survey.of(path), PlainFile.Origin.SHEET, List.of(Message.text("sheet")));
        InputSettings input = new InputSettings(List.of(), null);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> detector().detect(sheet, input))
                    .hasMessageContaining("several columns may hold the phone numbers: 2 ");
        } else {
            assertThat(detector().detect(sheet, input).phoneColumn() + 1).isEqualTo(Integer.parseInt(expected));
        }
    }

    @Test
    void aTitleMayHoldANumberWhenTheCampaignSaysWhereTheHeaderIs() {
        byte[] file = text("联系电话,O~姓名,手机号~N,X~");
        assertThatThrownBy(() -> detect(file, null)).hasMessageContaining("set input.header to that line");
        InputSettings set = new InputSettings(List.of(), null, null, true, null, 2, null, null);
        assertThat(detector().detect(Blocks.plain(directory, file), set).firstRowLine())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/勿扰名单.csv",
                "/data/2026-退订.csv",
                "/data/黑名单.xlsx > Sheet1",
                "/data/list.xlsx > 免打扰",
                "/data/a.zip > 2026/dnc.csv",
                "/data/a.zip > unsubscribed_members_export_1.csv",
                "/data/a.zip > cleaned_members_export_1.csv",
                "/data/Do-Not-Call 2026.csv",
                "/data/OptOut.txt",
                "/data/opt_outs.csv",
                "/data/blacklist2.csv",
                "/data/suppression-list.csv",
                "/data/list_禁止外呼.csv",
                "/data/谢绝来电客户.csv",
                "/data/请勿联系.csv",
                "/data/do_not_phone.csv",
                "/data/stop_list.csv"
            })
    void aFileThatSaysByItsNameThatNobodyMustBeCalledIsNoInput(String name) {
        assertThatThrownBy(() -> detect(name, "手机号\n13800000001\n"))
                .isInstanceOf(InputRefused.class)
                .hasMessage(name + ": its name says that its people must not be called; name it in numbers.suppress, or"
                        + " rename it where they may be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/dnc/list.csv",
                "/data/客户.csv",
                "/data/名单(已去除黑名单).csv",
                "/data/customers_without_dnc.csv",
                "/data/customers_cleaned.csv",
                "/data/redncap.csv",
                "/data/subscribed_members.csv"
            })
    void otherNamesAreInput(String name) {
        assertThat(detect(name, "手机号\n13800000001\n").phoneColumn()).isZero();
    }

    /** Rows of a file, and how many of them are called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "姓名,手机号,是否免打扰~N,O,否~M,X,是 | 1",
                "Name,Phone,Do Not Call~N,O,0~M,X,1 | 1",
                "DoNotCall,Phone~true,X~,O | 1",
                "姓名,手机号,退订~N,O,~M,X,√ | 1",
                "姓名,手机号,勿扰时间~N,O,2026-11-30 | 1",
                "姓名,手机号,勿扰~N,O,~M,X,Y | 1",
                "姓名,手机号,退订~N,O,0~M,X,否 | 2",
                "姓名,手机号,邮件退订~N,O,是 | 1",
                "姓名,手机号,状态~N,O,正常~M,X,已退订 | 1",
                "姓名,手机号,客户状态~N,O,未退订~M,X,黑名单 | 1",
                "姓名,手机号,备注~N,O,未接通~M,X,未接通，客户要求不要再打电话 | 1",
                "姓名,手机号,备注~N,O,非黑名单客户~M,X,勿扰！！ | 1",
                "姓名,手机号,标签~N,O,VIP~M,X,VIP;免打扰 | 1",
                "姓名,,手机号~N,,O~M,请勿拨打,X | 1",
                "name,phone,status~N,O,subscribed~M,X,unsubscribed | 1",
                "name,phone,Lead Status~N,O,not unsubscribed~M,X,Do not contact | 1",
                "name,phone,notes~N,O,call after 5~M,X,asked: do not call | 1",
                "姓名,手机号,短信~N,O,【店】满减，退订回T | 1",
                "姓名,手机号,备注~N,O,短信：满减，退订回T~M,X,已解除黑名单 | 2",
                "姓名,手机号,备注~N,O,黑名单已解除~M,X,已移出黑名单 | 2",
                "姓名,手机号~N,O~勿扰,X | 2",
                "姓名,手机号,黑名单~N,O,否~M,X,黑名单 | 1",
                "姓名,手机号,是否退订~N,O,~M,X,是（11月） | 1",
                "姓名,手机号,免打扰~N,O,关闭~N,O,off | 2",
                "姓名,手机号,可联系时间~N,O,无 | 1",
                "姓名,手机号,是否空号~N,O,实号 | 1",
                "姓名,手机号,是否可联系~N,O,不限 | 1",
                "姓名,手机号,备注~N,O,墙上不要打孔~N,O,不用接机~N,O,不要访客登记~N,O,已退订金 | 4",
                "姓名,手机号,备注~N,O,~M,X,不要打，已投诉~M,X,别打~M,X,勿打名单 | 1",
                "姓名,手机号,免打扰标识~N,O,0~M,X,1 | 1",
                "姓名,手机号,退订时间~N,O,~M,X,2026-11-02 | 1",
                "name,phone,unsubscribed_at~N,O,NULL~M,X,2026-11-02 10:00 | 1",
                "姓名,手机号,退订原因~N,O,无~M,X,骚扰 | 1",
                "姓名,手机号,拒绝来电~N,O,×~M,X,√ | 1",
                "Name,Phone,hasoptedoutofcall~N,O,false~M,X,true | 1",
                "Name,Phone,hasoptedoutofemail~N,O,true | 1",
                "Name,Phone,unsubscribe_link~N,O,https://x.cn/u | 1",
                "姓名,手机号,是否拨打~N,O,是~M,X,否 | 1",
                "姓名,手机号,是否允许外呼~N,O,~M,X,不允许 | 1",
                "姓名,手机号,禁止外呼~N,O,否~M,X,是 | 1",
                "姓名,手机号,谢绝来电~N,O,~M,X,是 | 1",
                "姓名,手机号,请勿联系~N,O,0~M,X,1 | 1",
                "姓名,手机号,拉黑~N,O,~M,X,是 | 1",
                "姓名,手机号,是否删除~N,O,0~M,X,1 | 1",
                "姓名,手机号,是否有效~N,O,是~M,X,否 | 1",
                "Name,Phone,is_deleted~N,O,0~M,X,1 | 1",
                "Name,Phone,Consent~N,O,yes~M,X,no | 1",
                "姓名,手机号,是否空号~N,O,否~M,X,是 | 1",
                "Name,Phone,Do Not Phone~N,O,no~M,X,yes | 1",
                "Name,Phone,Don't Call~N,O,~M,X,x | 1",
                "Name,Phone,Wrong Number~N,O,false~M,X,true | 1",
                "姓名,手机号,是否可拨打~N,O,可以~M,X,否 | 1",
                "姓名,手机号,外呼授权~N,O,已授权~M,X,未授权 | 1",
                "姓名,手机号,是否愿意接听~N,O,是~M,X,不愿意 | 1",
                "Name,Phone,Call Consent~N,O,yes~M,X,no | 1",
                "Name,Phone,Accepts Marketing~N,O,yes~M,X,no | 1",
                "Name,Phone,Accepts Email Marketing~N,O,no | 1",
                "姓名,手机号,备注~N,O,请打电话~M,X,客户要求停止来电 | 1",
                "姓名,手机号,备注~N,O,不用打包~M,X,不用打了 | 1",
                "姓名,手机号,备注~N,O,本人接听~M,X,非本人 | 1",
                "姓名,手机号,备注~N,O,已处理交通事故~M,X,身故 | 1",
                "姓名,手机号,备注~N,O,已回访~M,X,请勿致电 | 1",
                "姓名,手机号,备注~N,O,已联系~M,X,拒绝营销 | 1",
                "name,phone,notes~N,O,no answer~M,X,don't call again | 1"
            })
    void aRowThatSaysThatThisPersonMustNotBeCalledIsRejected(String text, int called) {
        ParsedBlock parsed = parsed(text);
        assertThat(parsed.accepted()).isEqualTo(called);
        assertThat(parsed.rejected().byReason())
                .isEqualTo(
                        called == parsed.rows() ? Map.of() : Map.of("NOT_TO_BE_CALLED", (long) parsed.rows() - called));
    }

    /** Numbers of eleven digits that begin with 1 are ordinary in Germany and in the United States. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Name,Country Code,Mobile~N,49,O~M,86,X | 1",
                "姓名,国家/地区代码,手机号~N,+49,O~M,+86,X | 1",
                "First Name,Country,Phone~N,Germany,O~M,China,X | 1",
                "Name,Country/Region,Phone~N,United States,O~M,China,X | 1",
                "Name,Mailing Country/Region,Phone~N,US,O~M,CN,X | 1",
                "Name,country_name,Phone~N,Germany,O~M,China,X | 1",
                "姓名,国家或地区,手机号~N,美国,O~M,中国,X | 1",
                "姓名,手机区号,手机号~N,+1,O~M,+86,X | 1",
                "姓名,区号,手机号~N,001,O~M,0571,X~L,86,O | 2",
                "Name,Billing Country,Phone~N,US,O~M,CN,X | 1",
                "Name,Phone Country Code,Phone~N,1,O~M,0086,X | 1",
                "姓名,国际区号,手机号~N,0044,O~M,86,X | 1",
                "姓名,国家,手机号~N,美国,O~M,中国,X | 1",
                "姓名,国家,手机号~N,中国大陆,O~M,,X | 2",
                "姓名,国家,手机号~N,美国,+86 O~M,中国,X | 2",
                "姓名,国籍,手机号~N,美国,O | 1",
                "Name,Mobile Number (with country code)~N,O | 1",
                "姓名,国家/地区,手机号~N,中国(CN),O~M,中国 China,X | 2",
                "Name,Country,Phone~N,China - Mainland,O~M,P. R. China,X | 2",
                "Name,Country,Phone~N,Hong Kong China,O~M,中国香港,O~M,China,X | 1"
            })
    void aNumberBesideAnotherCountryIsAbroad(String text, int called) {
        ParsedBlock parsed = parsed(text);
        assertThat(parsed.accepted()).isEqualTo(called);
        assertThat(parsed.rejected().byReason())
                .isEqualTo(called == parsed.rows() ? Map.of() : Map.of("OTHER_COUNTRY", (long) parsed.rows() - called));
    }

    private ParsedBlock parsed(String text) {
        byte[] file = text(text + "~");
        FileFormat format = detect(file, null);
        return new BlockParser(format, NUMBERS, IntakeLimits.defaults()).parse(rowsOf(file, format));
    }

    private FileFormat detect(String name, String text) {
        Path path = Blocks.write(directory, text.getBytes(UTF_8));
        PlainFile file = new PlainFile(name, path, Survey.of(path), PlainFile.Origin.NAMED, List.of());
        return detector().detect(file, new InputSettings(List.of(), null));
    }

    /** Below the rows of the first line stands the second; then the line that is said, or how many are called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "姓名,手机号,推荐人手机号~ROWS N,O,X | 姓名,推荐人手机号,手机号~N,X,O~ | line 32",
                "姓名,地址,手机号~ROWS N,x,O | 业务员,部门,手机号~N,x,X~ | line 32",
                "姓名,地址,手机号~ROWS N,x,O | 员工,部门,电话~N,x,X~ | line 32",
                "姓名,手机号~ROWS N,O | 姓名,推荐人~N,X~ | line 32",
                "xm,sjh~ROWS N,O | tjr,sjh~N,X~ | line 32",
                "N,O~ROWS N,O | 手机号,推荐人手机号~O,X~ | line 32",
                "姓名,手机号,推荐人手机~ROWS N,O,X | 学员,班主任电话,学员电话~N,X,O~ | line 32",
                "姓名,手机号,推荐人手机~ROWS N,O,X | 客户,对方号码,本机号码~N,X,O~ | line 32",
                "姓名,手机号,地址~ROWS N,O,x | 员工,办公手机,部门~N,X,x~ | line 32",
                "姓名,手机号,地址~ROWS N,O,x | 二、业务员,,~王,X,x~ | line 32",
                "姓名,手机号,地址~ROWS N,O,x | ,,~工作人员名单,,~王经理,X,经理~ | line 33",
                "姓名,手机号~ROWS N,O | 以下勿拨,~N,X~ | line 32",
                "姓名,手机号~ROWS N,O | 以下人员不用打,~N,X~ | line 32",
                "姓名,手机号~ROWS N,O | —— 以下为已取消客户 ——,~N,X~ | line 32",
                "姓名,手机号~ROWS N,O | 【内部员工】,~N,X~ | line 32",
                "姓名,手机号~ROWS N,O | —— 第 2 页 ——,~N,X~ | 31",
                "姓名,手机号,推荐人手机~name,referrer mobile,mobile~ROWS N,X,O | ~ | line 2",
                "姓名,手机号,推荐人手机号~ROWS N,O,X | 姓名,手机号,推荐人手机号,~N,O,X~ | 31",
                "姓名,手机号,推荐人手机号~name,mobile,referrer mobile~ROWS N,O,X | ~ | 30",
                "姓名,手机号,推荐人手机~name,mobile,tjr_mobile~ROWS N,O,X | ~ | 30",
                "name,mobile,ref_mobile~姓名,手机号,推荐人手机~ROWS N,O,X | ~ | 30",
                "姓名,推荐人手机,手机号~name,mobile,ref_mobile~ROWS N,X,O | ~ | line 2",
                "姓名,手机号,地址~ROWS N,O,x | N,无手机,x~N,打家长电话,x~N,没有电话,手机~N,,电话~N,停机,手机号~ | 30",
                "O,N~ROWS O,N | 手机号,姓名~ | 31",
                "姓名,手机号,地址~ROWS N,O,x | 王经理,,~销售小王,,~李老师,,x~一、客户,,~ | 30",
                "姓名,手机号,地址~ROWS N,O,x | 张三（示例）,X,x~e.g. John,X,x~Example,X,y~N,X,示例数据，请勿删除~ | 30",
                "序号,姓名,手机号~ROWS 1,N,O | ,联系电话,X~备注：如有疑问请联系,客服,X~联系人,李四,X~负责人,王五,X~ | 30",
                "职务,姓名,手机号~ROWS 负责人,N,O | 联系人,N,O~ | 31",
                "类型,手机号~ROWS 手机,O | 电话,O~ | 31",
                "姓名,手机号,地址~ROWS N,O,x | 负责人：王五,联系电话：,~N,tel:,x~ | 30"
            })
    void aRowThatNamesTheColumnsOtherwiseRefusesTheFile(String above, String below, String expected) {
        String[] parts = above.split("ROWS ", -1);
        byte[] file = text(parts[0] + (parts[1] + "~").repeat(30) + below);
        if (expected.startsWith("line")) {
            assertThatThrownBy(() -> detect(file, null))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageContaining(expected + ": this row names the columns otherwise than the header");
        } else {
            FileFormat format = detect(file, null);
            ParsedBlock parsed = new BlockParser(format, NUMBERS, IntakeLimits.defaults()).parse(rowsOf(file, format));
            assertThat(parsed.accepted()).isEqualTo(Integer.parseInt(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "制表人：李四,,联系电话：,X | NO_PERSON",
                ",经办,手机：,X | NO_PERSON",
                ",经办人：李四,,X | NO_PERSON",
                "审核：王五,,,X | NO_PERSON",
                "合计,,,X | NO_PERSON",
                "示例：张三,,,X | NO_PERSON",
                "例如,,,X | NO_PERSON",
                "填表人:王五,,,X | NO_PERSON",
                "复核：王五,,,X | NO_PERSON",
                "统计：王五,,,X | NO_PERSON",
                "经办：王五,,,X | NO_PERSON",
                "负责人：王五,,,X | NO_PERSON",
                "联系人：王五,,,X | NO_PERSON",
                "备注：无,,,X | NO_PERSON",
                "说明：无,,,X | NO_PERSON",
                "注：无,,,X | NO_PERSON",
                "总计,,,X | NO_PERSON",
                "小计: 3,,,X | NO_PERSON",
                "例：张三,,,X | NO_PERSON",
                "样例,,,X | NO_PERSON",
                "范例,,,X | NO_PERSON",
                "e.g. 张三,,,X | NO_PERSON",
                "Example,,,X | NO_PERSON",
                "咨询电话,,,X | NO_PERSON",
                "服务热线,,,X | NO_PERSON",
                "投诉电话,,,X | NO_PERSON",
                "监督电话,,,X | NO_PERSON",
                "举报电话,,,X | NO_PERSON",
                "客服热线,,,X | NO_PERSON",
                "值班电话,,,X | NO_PERSON",
                " 合计,,,X | NO_PERSON",
                "张三（示例）,,,X | NO_PERSON",
                "张三(example),,,X | NO_PERSON",
                "张三【样例】,,,X | NO_PERSON",
                "张三[例],,,X | NO_PERSON",
                "班主任：李四,,,X | NO_PERSON",
                "例：张三,,,X | NO_PERSON",
                ",如：张三,,X | NO_PERSON",
                "xxx,,,X | NO_PERSON",
                "请填写真实姓名,,,X | NO_PERSON",
                "如有疑问请联系王老师,,,X | NO_PERSON",
                "填表日期：2026-11-30,,,X | NO_PERSON",
                ",班主任,张三,X | NO_PERSON",
                ",单位负责人,张三,X | NO_PERSON",
                "1,张三,示例（请删除本行）,X | NO_PERSON",
                "1,张三,示例路 3 号,X |",
                "1,张三,杭州：西湖区,X |",
                "1,王经理,,X |",
                ",王五（业务员）,,X |",
                "1,李磊（采购经理）,,X |",
                "1,A:装修老王,,X |",
                "1,李四：大客户,,X |",
                "填表日期：2026,,,X | NO_PERSON",
                ",推荐人,,X | NO_PERSON",
                "1,王五（13 栋）,,X |",
                "合计旺,,,X |",
                "审核通过,,,X |",
                "1,N,备用电话：0571-88888888,X |",
                "1,N,备注：,X |",
                "1,张三,示例路：,X |",
                "1,张三（示例）,,X | NO_PERSON",
                "1,合计,,X | NO_PERSON",
                "1,推荐人：王五,,X | NO_PERSON",
                "1,填表人,,X | NO_PERSON"
            })
    void aSumASignatureOrAnExampleIsNobody(String row, @Nullable String reason) {
        byte[] file = text("序号,姓名,地址,手机号~1,N,x,O~" + row + "~");
        FileFormat format = detect(file, null);
        ParsedBlock parsed = new BlockParser(format, NUMBERS, IntakeLimits.defaults()).parse(rowsOf(file, format));
        assertThat(parsed.rejected().byReason().keySet()).isEqualTo(reason == null ? Set.of() : Set.of(reason));
    }

    /** Right below the header stands the example of a template; further down a sentence may speak of one. */
    @ParameterizedTest
    @ValueSource(strings = {"此行为示例，请删除", "本行为示例数据", "（示例）", "请删除此行示例", "这是范例,请勿修改"})
    void theFirstRowMayBeAnExample(String remark) {
        assertThat(parsed("姓名,手机号,备注~张三,X,\"" + remark + "\"~李四,O,").accepted()).isEqualTo(1);
        assertThat(parsed("姓名,手机号,备注~李四,O,~张三,X,本店示例数据采集点").accepted()).isEqualTo(2);
    }

    /** Exports write it so that a spreadsheet leaves the digits alone. */
    @Test
    void cellsThatEndInATabAreRead() {
        assertThat(parsed("\"姓名\t\",\"手机号\t\"~\"N\t\",\"O\t\"~\"M\t\",\"X\t\"").accepted())
                .isEqualTo(2);
    }

    private static RowBlock rowsOf(byte[] file, FileFormat format) {
        int from = (int) format.firstRowByte();
        byte[] rows = Arrays.copyOfRange(file, from, file.length);
        return new RowBlock(0, from, file.length, format.firstRowLine(), Integer.MAX_VALUE, rows);
    }

    private static byte[] text(String text) {
        return text.replace("O", "13800000001")
                .replace("X", "13900000001")
                .replace("~", "\n")
                .getBytes(UTF_8);
    }

    /** The text, and the line of the header, which the configured column names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "报表名称;客户名单\\n开始日期;2026-11-01\\n姓名;手机号;状态\\n客户1;13900000001;正常\\n | 手机号 | 3",
                "联系方式,,\\n座机,手机,姓名\\n,13900000001,客户1\\n | 手机 | 2",
                "姓名,联系方式,\\n,座机,手机\\n客户1,,13900000001\\n | 手机 | 2",
                "a,b\\n1,2\\nc,d\\n3,4\\n主叫,顾客号\\n1,13900000001\\n | 顾客号 | 5",
                "名单\\n\\n手机号码(必填)\\n13900000001\\n | 手机号码 | 3",
                "姓名,手机号\\n客户1,13900000001\\n手机号,x\\n | 手机号 | 1",
                "筛选：,手机号,不为空,\\n姓名,推荐人手机号,手机号,地址\\n客户1,,13900000001,x\\n | 手机号 | 2"
            })
    void theRowThatHoldsTheConfiguredNameIsTheHeader(String text, String column, long line) {
        FileFormat format = detect(text.replace("\\n", "\n").getBytes(UTF_8), column);
        assertThat(format.firstRowLine()).isEqualTo(line + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "手机号",
                "手机号（必填）",
                "* 手机 号码",
                "Phone_2",
                "Mobile No.",
                "客户电话号码",
                "(手机)",
                "手机或电话",
                "11位手机号",
                "phone_num",
                "t1.mobile_no",
                "Mobile__c",
                "Phone 1 - Value",
                "contact_tel",
                "Contact No.",
                "Mob No",
                "TEL_NBR",
                "\u3164手机号\uE5E5"
            })
    void knowsPlainNames(String header) {
        assertThat(ColumnName.of(header)).isEqualTo(new ColumnName(Rank.EXACT, Whose.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "收货人手机",
                "备用电话",
                "home phone",
                "联系方式",
                "座机电话",
                "企业联系电话",
                "门店会员手机号",
                "业务员客户电话",
                "receiver_tel",
                "cust_mobile_num",
                "微信号/手机号",
                "store_member_phone"
            })
    void knowsNamesThatEndInAPhoneWord(String header) {
        assertThat(ColumnName.of(header).rank()).isEqualTo(Rank.ENDING);
        assertThat(ColumnName.of(header).another()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "手机号归属地",
                "手机品牌",
                "身份证号码",
                "hotel",
                "contact",
                "excel",
                "hotel_no",
                "微信号",
                "",
                "11",
                "phone model",
                "手机号MD5",
                "person",
                "没有手机",
                "未接电话",
                "已打电话",
                "是否打过电话",
                "打电话"
            })
    void knowsWhatNamesNoPhone(String header) {
        assertThat(ColumnName.of(header).isPhone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "紧急联系人",
                "推荐会员手机号",
                "介绍人客户电话",
                "referring customer phone",
                "门店会员手机号(推荐人)",
                "会员店长手机",
                "客户（担保人）手机",
                "推荐人手机号",
                "手机(业务员)",
                "客户经理电话",
                "parent_phone",
                "ReferrerMobile",
                "sales rep tel",
                "spousephone",
                "emergencycontactphone",
                "guardiancontactmobile",
                "EMERGENCY CONTACT",
                "班主任电话",
                "联系人3电话",
                "Assigned to phone",
                "next-of-kin mobile"
            })
    void knowsOtherPeoplesNames(String header) {
        assertThat(ColumnName.of(header).another()).isTrue();
    }

    private static byte[] file(String columns) {
        return file(columns, ROWS);
    }

    private static byte[] file(String columns, int count) {
        List<String[]> specs =
                Arrays.stream(columns.split(",")).map(one -> one.split("=")).toList();
        String header = specs.stream().map(spec -> spec[0]).collect(Collectors.joining(","));
        String rows = IntStream.range(0, count)
                .mapToObj(row -> specs.stream().map(spec -> cell(spec[1], row)).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return (header + "\n" + rows + "\n").getBytes(UTF_8);
    }

    private static String cell(String content, int row) {
        int percent = content.indexOf("% ");
        if (percent > 0) {
            int every = 100 / Integer.parseInt(content.substring(0, percent));
            return row % every == 0 ? cell(content.substring(percent + 2), row) : "";
        }
        return switch (content) {
            case "own", "same" -> String.valueOf(13_800_000_000L + row);
            case "other" -> String.valueOf(13_900_000_000L + row);
            case "masked" -> String.format("138****%04d", row);
            case "lost" -> "1.38E+10";
            case "land" -> String.format("0571-8888%04d", row);
            case "short" -> String.format("138000%04d", row);
            case "blank" -> "";
            case "text" -> "甲" + (char) ('一' + row);
            case "few" -> "乙" + (char) ('一' + row % 8);
            case "shared" -> String.valueOf(13_900_000_000L + row % 8);
            default -> content;
        };
    }

    private static FormatDetector detector() {
        return new FormatDetector(NUMBERS, IntakeLimits.defaults());
    }

    private FileFormat detect(byte[] bytes, @Nullable String column) {
        return detector().detect(Blocks.plain(directory, bytes), new InputSettings(List.of(), column));
    }

    /** A cell may hold a book; only its beginning is looked at, since patterns take longer the longer a text is. */
    @Test
    void aTextThatIsNoNameEndsInNothing() {
        assertThat(ColumnName.of("长".repeat(256) + "手机号").isPhone()).isFalse();
        assertThat(ColumnName.isAnothersName("1".repeat(256) + "推荐人")).isFalse();
    }
}
