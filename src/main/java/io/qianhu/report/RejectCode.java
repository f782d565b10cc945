package io.qianhu.report;

import io.qianhu.number.RejectReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A reject reason as reports name it. The one place that turns the name in the ledger into a code. A name that this
 * version does not know, from an older ledger, is kept: no row is lost for it.
 *
 * @param code stable name for files and programs, such as {@code too-short}
 * @param explanation one sentence for the person who repairs the file
 */
record RejectCode(String code, String explanation) {
    private static final String UNKNOWN = "This version of Qianhu has no explanation for this reason.";

    /** The explanation in the language of these words. */
    String explanation(Words words) {
        return words.orElse("reject." + code, explanation);
    }

    /** The code of a reason by the name that the ledger holds, such as {@code TOO_SHORT}. */
    static RejectCode named(String name) {
        String unknown = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return first(reason -> reason.name().equals(name), unknown);
    }

    /** The code with its explanation. */
    static RejectCode coded(String code) {
        return first(reason -> reason.code().equals(code), code);
    }

    private static RejectCode first(Predicate<RejectReason> wanted, String unknown) {
        return Arrays.stream(RejectReason.values())
                .filter(wanted)
                .findFirst()
                .map(reason -> new RejectCode(reason.code(), reason.explanation()))
                .orElseGet(() -> new RejectCode(unknown, UNKNOWN));
    }
}
