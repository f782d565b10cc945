package io.qianhu.number;

/**
 * Numbers of services, which nobody answers as a person: 110, 12345, 10086, 95588, 96xxx, 400 and 800, and the ports
 * that send text messages, 106. From China's Telecommunications Network Numbering Plan.
 */
final class ServiceNumbers {
    private static final int HOTLINE_DIGITS = 10;

    private ServiceNumbers() {}

    /** Looks at a national number; {@code areaCode} tells whether the number may begin with an area code. */
    static boolean contains(long national, int digits, boolean areaCode) {
        return isShortCode(national, digits)
                || isHotline(national, digits)
                || isMessagePort(national, digits)
                || (areaCode && isShortCodeOfArea(national, digits));
    }

    private static boolean isShortCode(long national, int digits) {
        int beginning = Digits.first(2, national, digits);
        if (beginning >= 10 && beginning <= 12) {
            return digits >= 3 && digits <= 8;
        }
        if (beginning == 16) {
            return digits == 8;
        }
        return (beginning == 95 && digits >= 5 && digits <= 8) || (beginning == 96 && (digits == 5 || digits == 6));
    }

    private static boolean isHotline(long national, int digits) {
        int beginning = Digits.first(3, national, digits);
        return switch (beginning) {
            case 400, 800 -> digits == HOTLINE_DIGITS;
            case 950 -> digits == HOTLINE_DIGITS || digits == HOTLINE_DIGITS + 1;
            default -> false;
        };
    }

    private static boolean isMessagePort(long national, int digits) {
        boolean machine = NumberPlan.isMachine(national, digits);
        return digits > HOTLINE_DIGITS && Digits.first(3, national, digits) == 106 && !machine;
    }

    private static boolean isShortCodeOfArea(long national, int digits) {
        int areaDigits = Digits.first(1, national, digits) <= 2 ? 2 : 3;
        int left = digits - areaDigits;
        return left >= 3 && left <= 6 && isShortCode(Digits.last(left, national), left);
    }
}
