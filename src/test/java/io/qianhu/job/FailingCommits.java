package io.qianhu.job;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions of which one fails to commit. */
final class FailingCommits extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;

    /** What a commit that fails has done. */
    enum Failure {
        /** It was rolled back, and the next one succeeds again. */
        ROLLED_BACK,
        /** It was done, though it says that it failed. */
        DONE,
        /** It was rolled back, and so is every later one, as if the process had died here. */
        DEAD
    }

    private final Failure failure;
    private int left;

    FailingCommits(DataSource dataSource, Failure failure) {
        super(dataSource);
        this.failure = failure;
        setRollbackOnCommitFailure(failure != Failure.DONE);
        heal();
    }

    /** The commit of this number from now on fails, counted from 1. */
    void failAt(int commit) {
        left = commit;
    }

    void heal() {
        left = Integer.MAX_VALUE;
    }

    /** Whether the commit that was to fail has been reached. */
    boolean failed() {
        return left <= 0;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        left--;
        boolean fails = left == 0 || (left < 0 && failure == Failure.DEAD);
        if (!fails || failure == Failure.DONE) {
            super.doCommit(status);
        }
        if (fails) {
            throw new TransactionSystemException("a commit failed, as planned");
        }
    }
}
