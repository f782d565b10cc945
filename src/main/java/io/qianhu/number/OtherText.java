package io.qianhu.number;

import java.util.regex.Pattern;

/** Says of a cell with characters that belong to no number what it holds instead. */
final class OtherText {
    /** A mobile by its beginning, of eleven places or so, of which some that stand side by side are hidden. */
    private static final String MASKED = "(?:\\+?|00)(?:86)?0?1(?=[0-9*]*\\*\\*)[3-9*][0-9*]{8,10}";

    /** One or several of them; a blank for each divider. */
    private static final Pattern ALL_MASKED = Pattern.compile(" *" + MASKED + "(?: +" + MASKED + ")* *");

    /** Also what a spreadsheet shows when a column is too narrow, and LibreOffice's own. */
    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(?:N/A|[\\p{Lu}\\p{Lo}]+(?:/0)?[!?]|GETTING_DATA|#+)|Err:[0-9]{3}");

    private OtherText() {}

    static RejectReason reason(CharSequence text) {
        if (SPREADSHEET_ERROR.matcher(text).matches()) {
            return RejectReason.SPREADSHEET_ERROR;
        }
        StringBuilder places = new StringBuilder();
        text.codePoints().map(Spelling::ascii).forEach(c -> {
            if (MaskedNumbers.isMask(c)) {
                places.append('*');
            } else if (Spelling.isDivider(c)) {
                places.append(' ');
            } else if (c != '.' && !Spelling.isPassedOver(c)) {
                places.appendCodePoint(c);
            }
        });
        return ALL_MASKED.matcher(places).matches() ? RejectReason.MASKED : RejectReason.LETTERS;
    }
}
