package io.qianhu.job;

import io.qianhu.ledger.DiskSync;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * The transactions of the intake step; they keep a failed chunk from losing rows.
 *
 * <p>Spring Batch moves the position in memory before it stores it with the chunk, and saves what is in memory once more
 * when the step has failed. Its version check prevents that when the commit fails, but not when storing the position
 * itself fails: the position could then be ahead of the rows. So after every failure the position in the database, which
 * was committed with its chunk, is put back. When it cannot be read, it is the one before the chunk: rows that are read
 * again are known as duplicates, rows that are passed over are lost.
 */
final class IntakeTransactions implements PlatformTransactionManager, StepExecutionListener {
    private static final Logger log = LoggerFactory.getLogger(IntakeTransactions.class);

    private final PlatformTransactionManager transactions;
    private final JobRepository repository;
    private final DiskSync disk;

    private @Nullable StepExecution step;
    private ExecutionContext before = new ExecutionContext();

    IntakeTransactions(PlatformTransactionManager transactions, JobRepository repository, DiskSync disk) {
        this.transactions = transactions;
        this.repository = repository;
        this.disk = disk;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        if (step != null) {
            before = new ExecutionContext(step.getExecutionContext());
        }
        return transactions.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
        boolean committed = false;
        try {
            transactions.commit(status);
            committed = true;
            disk.force();
        } finally {
            if (!committed) {
                putBackPosition();
            }
        }
    }

    @Override
    public void rollback(TransactionStatus status) {
        try {
            transactions.rollback(status);
        } finally {
            putBackPosition();
        }
    }

    private void putBackPosition() {
        if (step == null) {
            return;
        }
        ExecutionContext position = before;
        try {
            StepExecution stored = repository.getStepExecution(step.getId());
            if (stored != null) {
                position = stored.getExecutionContext();
            }
        } catch (RuntimeException e) {
            log.error("The position of intake could not be read again after a failure.", e);
        }
        step.setExecutionContext(position);
    }
}
