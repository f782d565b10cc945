package io.qianhu.intake;

import io.qianhu.intake.unpack.PlainFiles;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses as input what says by a name that its people must not be called. */
final class NotToBeCalled {
    private static final Pattern NAME = Pattern.compile(
            "勿扰|勿拨|免打扰|退订|黑名单|禁呼|拒呼|(?<![a-z])(?:dnc|do[ _-]?not[ _-]?(?:call|contact)|unsubscribe[ds]?"
                    + "|opt(?:ed)?[ _-]?outs?|black[ _-]?list(?:ed)?|suppress(?:ed|ions?)?|cleaned[ _-]members)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    /** That they were taken out of it. */
    private static final Pattern WITHOUT = Pattern.compile(
            "非|[去剔排扣移删]除|不含|过滤|去(?:勿|免|退|黑|禁)|(?<![a-z])(?:without|scrubbed|removed|filtered|excluding|non)(?![a-z])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COLUMN = Pattern.compile("(?!.*(?:邮件|email)).*(?:免打扰|勿扰|勿拨|退订|donotcall|dnc)");
    private static final Pattern YES =
            Pattern.compile("是|已?(?:免打扰|勿扰|勿拨|退订)|1|y|yes|t|true|x", Pattern.CASE_INSENSITIVE);
    private static final String MARKS = "√✓✔☑";

    private NotToBeCalled() {}

    /** @throws InputRefused when a file, or the entry or sheet that it is, is named so; folders do not count */
    static void refuseName(PlainFile file) {
        for (String part : file.name().split(Pattern.quote(PlainFiles.PART), -1)) {
            String name = part.substring(part.lastIndexOf('/') + 1);
            if (NAME.matcher(name).find() && !WITHOUT.matcher(name).find()) {
                throw new InputRefused(file.name() + ": its name says that its people must not be called; name it in"
                        + " numbers.suppress, or rename it where they may be");
            }
        }
    }

    /** @throws InputRefused when a column is named so, and one of these rows says yes in it */
    static void refuseRows(String file, List<String> header, List<Sample.Row> rows) {
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            if (COLUMN.matcher(ColumnName.plain(header.get(i))).matches()) {
                rows.stream().filter(row -> isYes(row.cell(column))).findFirst().ifPresent(row -> {
                    throw new InputRefused(file + " line " + row.line() + ": column " + (column + 1) + " \""
                            + SampleColumn.shown(header.get(column))
                            + "\" says that this person must not be called; take such rows out of the list, or leave out"
                            + " the column where they may be");
                });
            }
        }
    }

    private static boolean isYes(String cell) {
        return YES.matcher(ColumnName.plain(cell)).matches()
                || (!cell.isBlank() && MARKS.indexOf(cell.strip().charAt(0)) >= 0);
    }
}
