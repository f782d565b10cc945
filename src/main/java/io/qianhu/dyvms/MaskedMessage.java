package io.qianhu.dyvms;

import io.qianhu.number.Masking;
import java.util.regex.Pattern;

/** Text from outside made fit for logs and the ledger: one line, at most 300 characters, phone numbers masked. */
final class MaskedMessage {
    static final int MAX_LENGTH = 300;

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private MaskedMessage() {}

    static String of(String text) {
        return cut(masked(NOT_PRINTABLE.matcher(text).replaceAll(" ").strip()));
    }

    static String masked(String text) {
        return Masking.mask(text);
    }

    private static String cut(String line) {
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
        return line.substring(0, end) + "…";
    }
}
