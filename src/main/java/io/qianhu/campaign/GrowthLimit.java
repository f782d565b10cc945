package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many times as many callees as the last completed run a run may have.
 *
 * @param factor 1 to 1000
 */
public record GrowthLimit(BigDecimal factor) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final Pattern FORM = Pattern.compile("((?:0|[1-9][0-9]{0,5})(?:\\.[0-9]{1,3})?)x?");

    public GrowthLimit {
        if (factor.compareTo(BigDecimal.ONE) < 0 || factor.compareTo(MOST) > 0) {
            throw new InvalidValue(Message.of("campaign.x-out-range", factor.toPlainString()));
        }
    }

    /**
     * Reads {@code 3x}, {@code 3} or {@code 1.5x}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static GrowthLimit parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidValue(Message.of("campaign.no-factor-write-factor-x", Violation.quoted(text)));
        }
        return new GrowthLimit(new BigDecimal(form.group(1)));
    }

    /** Whether so many callees after so many before are more than allowed. */
    public boolean isExceededBy(long callees, long before) {
        return BigDecimal.valueOf(callees).compareTo(factor.multiply(BigDecimal.valueOf(before))) > 0;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return factor.toPlainString() + "x";
    }
}
