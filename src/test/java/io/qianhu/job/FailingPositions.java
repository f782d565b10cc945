package io.qianhu.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.TransientDataAccessResourceException;

/** A job repository that once cannot store the position of a step; everything else works, what follows it too. */
final class FailingPositions {
    private int left = Integer.MAX_VALUE;

    /** Storing the position of this number from now on fails, counted from 1. */
    void failAt(int position) {
        left = position;
    }

    /** Whether the one that was to fail has been reached. */
    boolean failed() {
        return left <= 0;
    }

    JobRepository in(JobRepository repository) {
        return (JobRepository) Proxy.newProxyInstance(
                FailingPositions.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, values) -> {
                    if (method.getName().equals("updateExecutionContext")
                            && values[0] instanceof StepExecution
                            && --left == 0) {
                        throw new TransientDataAccessResourceException("a position could not be stored, as planned");
                    }
                    try {
                        return method.invoke(repository, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
