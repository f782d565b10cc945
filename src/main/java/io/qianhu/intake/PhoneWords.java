package io.qianhu.intake;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words by which people name the column with the phone numbers. */
final class PhoneWords {
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
            "联系方式",
            "联系号码",
            "号码",
            "被叫",
            "被叫号码",
            "被叫号",
            "呼叫号码",
            "客户号码",
            "phone",
            "phoneno",
            "phonenumber",
            "phones",
            "mobile",
            "mobileno",
            "mobilenumber",
            "mobilephone",
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

    /** Names that end so are phone columns as well ({@code 客户手机号}, {@code customer_phone}); not so for 号码 or tel. */
    private static final List<String> ENDINGS =
            List.of("手机号", "手机号码", "手机", "电话", "电话号码", "phone", "phonenumber", "mobile", "telephone", "msisdn");

    private PhoneWords() {}

    /** Whether a header with this name says that its column holds phone numbers. */
    static boolean name(String header) {
        String plain = plain(header);
        return NAMES.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith);
    }

    /** The same for one of several such columns: {@code 手机2}. */
    static boolean numbered(String header) {
        return name(plain(header).replaceFirst("\\p{N}{1,2}$", ""));
    }

    /** Whether two header names are the same to a person: width, case, spaces and punctuation do not count. */
    static boolean same(String one, String other) {
        return plain(one).equals(plain(other)) && !plain(one).isEmpty();
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
