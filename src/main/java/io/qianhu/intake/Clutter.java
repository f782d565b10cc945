package io.qianhu.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that programs leave beside those of people, known by their names: hidden ones, the locks of office programs,
 * what Windows keeps in a folder, and what is still being fetched. Patterns and archives pass them over.
 */
public final class Clutter {
    /** {@code ~$list.xlsx} of Microsoft Office and WPS, {@code .~list.xlsx} of WPS, {@code .~lock.list.csv#} of LibreOffice. */
    private static final Pattern LOCK = Pattern.compile("(?s)(~\\$|\\.~).+");

    private static final Pattern HIDDEN =
            Pattern.compile("(?s)\\..*|~\\$.+|thumbs\\.db|desktop\\.ini", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNFINISHED =
            Pattern.compile("(?s)(.+)\\.(tmp|part|partial|filepart|crdownload)", Pattern.CASE_INSENSITIVE);

    private Clutter() {}

    /** Whether a file of this name, without its path, is hidden or unfinished. */
    public static boolean is(String name) {
        return isHidden(name) || isUnfinished(name);
    }

    /** Whether it is still being written or fetched. */
    public static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    /** The name that an unfinished file will have. */
    static String finished(String name) {
        Matcher unfinished = UNFINISHED.matcher(name);
        return unfinished.matches() ? unfinished.group(1) : name;
    }

    /** Whether it is there for a program and not for a person. */
    public static boolean isHidden(String name) {
        return HIDDEN.matcher(name).matches();
    }

    /** Whether it is the lock that a program keeps while somebody has the file beside it open. */
    public static boolean isLock(String name) {
        return LOCK.matcher(name).matches();
    }
}
