package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class IntakeTransactionsTest {
    private static final String POSITION = "position";

    private final List<String> done = new ArrayList<>();
    private final StepExecution step = stepAt(1);
    private final IntakeTransactions transactions = new IntakeTransactions(
            new Transactions(),
            (JobRepository) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {JobRepository.class}, (proxy, method, values) -> {
                        assertThat(method.getName()).isEqualTo("getStepExecution");
                        return stored();
                    }),
            this::force);

    private boolean commitFails;
    private boolean diskFails;
    private boolean storedIsUnreadable;
    private int storedPosition = 1;

    @BeforeEach
    void beginTheStep() {
        transactions.beforeStep(step);
    }

    /** EveryCommitIT runs without forcing, and a process that is killed loses nothing that was not forced. */
    @Test
    void aCommitIsForcedToTheDiskBeforeItCounts() {
        chunk();

        assertThat(done).containsExactly("begin", "commit", "force");
        assertThat(position()).isEqualTo(2);
    }

    @Test
    void theRowsAreCommittedWhenOnlyTheForcingFailsAndThePositionStays() {
        diskFails = true;

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::chunk);

        assertThat(position()).isEqualTo(2);
    }

    @Test
    void aCommitThatFailsPutsThePositionBackAndForcesNothing() {
        commitFails = true;

        assertThatExceptionOfType(TransactionSystemException.class).isThrownBy(this::chunk);

        assertThat(done).doesNotContain("force");
        assertThat(position()).isEqualTo(1);
    }

    @Test
    void aCommitThatWasDoneThoughItFailedLeavesThePositionThatIsStored() {
        commitFails = true;
        storedPosition = 2;

        assertThatExceptionOfType(TransactionSystemException.class).isThrownBy(this::chunk);

        assertThat(position()).isEqualTo(2);
    }

    @Test
    void aRollbackPutsThePositionBack() {
        TransactionStatus status = transactions.getTransaction(null);
        moveTo(2);
        transactions.rollback(status);

        assertThat(position()).isEqualTo(1);
    }

    /** Rows that are read again are known as duplicates, rows that are passed over are lost. */
    @Test
    void thePositionBeforeTheChunkCountsWhenTheStoredOneCannotBeRead() {
        chunk();
        commitFails = true;
        storedIsUnreadable = true;

        TransactionStatus status = transactions.getTransaction(null);
        moveTo(3);
        assertThatExceptionOfType(TransactionSystemException.class).isThrownBy(() -> transactions.commit(status));

        assertThat(position()).isEqualTo(2);
    }

    private void chunk() {
        TransactionStatus status = transactions.getTransaction(null);
        moveTo(2);
        transactions.commit(status);
    }

    /** As the framework does: in memory, before the position is stored and the chunk committed. */
    private void moveTo(int position) {
        step.getExecutionContext().putInt(POSITION, position);
    }

    private int position() {
        return step.getExecutionContext().getInt(POSITION);
    }

    private StepExecution stored() {
        if (storedIsUnreadable) {
            throw new TransientDataAccessResourceException("as planned");
        }
        return stepAt(storedPosition);
    }

    private static StepExecution stepAt(int position) {
        StepExecution step = new StepExecution(
                1, "intake", new JobExecution(1, new JobInstance(1, CampaignJob.NAME), new JobParameters()));
        ExecutionContext context = new ExecutionContext();
        context.putInt(POSITION, position);
        step.setExecutionContext(context);
        return step;
    }

    private void force() {
        if (diskFails) {
            throw new IllegalStateException("as planned");
        }
        done.add("force");
    }

    private final class Transactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            done.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (commitFails) {
                throw new TransactionSystemException("as planned");
            }
            done.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            done.add("rollback");
        }
    }
}
