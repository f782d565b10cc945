package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most rows that may be rejected.
 *
 * @param most rows, or percent of the rows read when {@code percent}; from 0, a percentage to 100
 */
public record RejectLimit(BigDecimal most, boolean percent) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,11}");
    private static final Pattern PERCENT = Pattern.compile("((?:0|[1-9][0-9]{0,2})(?:\\.[0-9]{1,3})?) ?%");

    public RejectLimit {
        if (most.signum() < 0 || (percent && most.compareTo(HUNDRED) > 0)) {
            throw new InvalidValue(Message.of("campaign.reject-limit-out-of-range", most + (percent ? "%" : "")));
        }
    }

    /**
     * Reads {@code 500} or {@code 5%}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static RejectLimit parse(String text) {
        if (COUNT.matcher(text).matches()) {
            return new RejectLimit(new BigDecimal(text), false);
        }
        Matcher share = PERCENT.matcher(text);
        if (share.matches()) {
            return new RejectLimit(new BigDecimal(share.group(1)), true);
        }
        throw new InvalidValue(Message.of("campaign.no-limit-rejected-rows", Violation.quoted(text)));
    }

    /** Whether so many rejects are more than allowed; exact, so that 5 of 100 rows are not more than 5 %. */
    public boolean isExceededBy(long rejected, long rowsRead) {
        BigDecimal counted = BigDecimal.valueOf(rejected);
        return percent
                ? counted.multiply(HUNDRED).compareTo(most.multiply(BigDecimal.valueOf(rowsRead))) > 0
                : counted.compareTo(most) > 0;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return most.toPlainString() + (percent ? "%" : "");
    }
}
