package io.qianhu.intake;

/**
 * The end-of-file mark of DOS, 0x1A, which old programs still write behind the last row. At the end of a text, perhaps
 * with blanks and line breaks around it, it is no part of a row.
 */
final class EndMark {
    static final int MARK = 0x1A;

    /** Old programs fill a block of the disk with it; what is longer is content. */
    static final int LONGEST_TAIL = 128;

    private EndMark() {}

    /**
     * How many of the bytes are content.
     *
     * @param bytes the end of a file with units of one byte
     * @return {@code bytes.length} where no mark ends it
     */
    static int contentBytes(byte[] bytes) {
        int content = bytes.length;
        for (int at = bytes.length - 1; at >= Math.max(0, bytes.length - LONGEST_TAIL); at--) {
            if (bytes[at] == MARK) {
                content = at;
            } else if (" \t\r\n".indexOf(bytes[at]) < 0) {
                break;
            }
        }
        return content;
    }
}
