package io.qianhu.intake;

/**
 * A column that was not chosen and may show behind the sample that it holds the person's own numbers. It is watched to the
 * end of the file, by the rule that holds within the sample.
 *
 * @param column position from 0
 * @param alike whether its name is as good as that of the chosen one: then 1 % of the rows are enough, else it takes a tenth
 */
public record Rival(int column, boolean alike) {
    static final int ROWS_OF_ONE = 100;
    private static final int ROWS_OF_ONE_UNLIKE = 10;

    /**
     * In how many rows it holds another number than the chosen column, or one that is hidden.
     *
     * @param firstLine of these rows; 0 for none
     */
    public record Others(long rows, long firstLine) {
        public static final Others NONE = new Others(0, 0);

        Others and(Others later) {
            return new Others(rows + later.rows, firstLine > 0 ? firstLine : later.firstLine);
        }
    }

    boolean shows(Others others, long rows) {
        return others.rows() > 0 && others.rows() * (alike ? ROWS_OF_ONE : ROWS_OF_ONE_UNLIKE) >= rows;
    }
}
