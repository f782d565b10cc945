package io.qianhu.intake;

import io.qianhu.campaign.InputSettings;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.message.Message;
import io.qianhu.number.Invisible;
import io.qianhu.number.MaskedNumbers;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that was looked at from its first byte to its last, and perhaps holds no row: it is empty, has nothing but the
 * names of its columns, or is a readme beside the lists of an archive. As nobody can be lost by it, it is planned like
 * the others, with a remark, to be read from its end on.
 */
final class FewRows {
    /** A delimiter holds nothing; a quote may hold a row. */
    private static final String BLANK = ",;|\t";

    private static final Pattern CELL = Pattern.compile("[" + BLANK + "\"\r\n]");

    /** A list without a column of numbers is called otherwise, and its rows are people. */
    private static final Pattern NOTE = Pattern.compile("(?i).*(read.?me|说明|须知)[^/]*|.*\\.txt");

    /** It nearly always names somebody to ask. */
    private static final Pattern README = Pattern.compile("(?i).*(read.?me|说明|须知)[^/]*\\.txt");

    private static final Pattern DATE_OR_TIME = Pattern.compile(
            "(?<![0-9])(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?(?![0-9])|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?");

    /** Seven digits, however they are written, digits that are hidden, and what a spreadsheet makes of many digits. */
    private static final Pattern NUMBER = Pattern.compile(
            "[0-9](?:[ \t().-]*[0-9]){6}|[0-9]{2,}" + MaskedNumbers.MASK + "{2,}|[0-9][.,]?[0-9]*[Ee]\\+?[0-9]{1,2}");

    private final PlainFile file;
    private final InputSettings input;
    private final Encoding encoding;
    private final byte[] bytes;

    /** @param bytes all that the file has */
    FewRows(PlainFile file, InputSettings input, Encoding encoding, byte[] bytes) {
        this.file = file;
        this.input = input;
        this.encoding = encoding;
        this.bytes = bytes;
    }

    /** The format of a file without anything in it; nothing for any other. */
    Optional<FileFormat> empty() {
        return isBlankFrom(encoding.markBytes()) && !mayBeAnotherSheet()
                ? Optional.of(empty(nothing(), Message.of("intake.holds-no-row")))
                : Optional.empty();
    }

    /**
     * The format of one that has a header and nothing below; nothing for any other.
     *
     * @param found with that header
     */
    Optional<FileFormat> emptyBelow(FileFormat found) {
        if (!isBlankFrom((int) found.firstRowByte())) {
            return Optional.empty();
        }
        if (mayBeAnotherSheet()) {
            throw new InputRefused(Message.of("intake.sheet-holds-no-row-below", file.name()));
        }
        return Optional.of(empty(found, Message.of("intake.holds-no-row-below-header")));
    }

    /**
     * The format of one that is refused as a list and can be none: nothing where it may hold rows, or holds a number and
     * is no readme.
     */
    Optional<FileFormat> noList() {
        if (!holdsNoNumber()) {
            boolean readme = file.amongOthers() && README.matcher(entry()).matches() && isProse();
            return readme
                    ? Optional.of(nothing().unread(bytes.length, Message.of("intake.not-read-note-beside-lists")))
                    : Optional.empty();
        }
        if (mayBeAnotherSheet()) {
            return Optional.empty();
        }
        if (file.amongOthers() && NOTE.matcher(entry()).matches()) {
            return Optional.of(nothing().unread(bytes.length, Message.of("intake.not-read-holds-no-number")));
        }
        boolean names = lines() == 1
                && CELL.splitAsStream(textFrom(encoding.markBytes()))
                        .anyMatch(cell -> ColumnName.of(cell).isPhone())
                && (input.header() == null || input.header() != InputSettings.NO_HEADER);
        return names ? Optional.of(empty(nothing(), Message.of("intake.holds-row-names"))) : Optional.empty();
    }

    private String entry() {
        return file.name().substring(file.name().lastIndexOf(PlainFiles.PART) + 1);
    }

    /** An empty sheet is no reason to leave out who is on the others. */
    private boolean mayBeAnotherSheet() {
        return file.leavesSheets() && input.sheet() == null;
    }

    private boolean isBlankFrom(int firstByte) {
        return isBlank(textFrom(firstByte));
    }

    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Invisible.is(c) || c == EndMark.MARK || BLANK.indexOf(c) >= 0);
    }

    private long lines() {
        return textFrom(encoding.markBytes())
                .lines()
                .filter(line -> !isBlank(line))
                .count();
    }

    private boolean isProse() {
        String text = textFrom(encoding.markBytes());
        return text.codePoints().filter(Character::isLetter).count()
                > text.codePoints().filter(Character::isDigit).count();
    }

    private boolean holdsNoNumber() {
        String text = Normalizer.normalize(textFrom(encoding.markBytes()), Normalizer.Form.NFKC);
        return !NUMBER.matcher(DATE_OR_TIME.matcher(text).replaceAll(" ")).find();
    }

    private String textFrom(int firstByte) {
        int from = Math.min(firstByte, bytes.length);
        return new String(Arrays.copyOfRange(bytes, from, bytes.length), Charset.forName(encoding.charset()));
    }

    private FileFormat empty(FileFormat format, Message remark) {
        if (!input.emptyFiles()) {
            throw new InputRefused(Message.of("intake.no-row-and-refused", file.name(), bytes.length));
        }
        return format.unread(bytes.length, remark);
    }

    private FileFormat nothing() {
        return new FileFormat(encoding.charset(), ',', bytes.length, 1, List.of(), 0, file.evidence());
    }
}
