package io.qianhu.job;

import io.qianhu.dispatch.Submitter;
import io.qianhu.ledger.ListRef;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Hands each list to the submitter, which commits intent and outcome in transactions of its own. A list that a stop
 * kept from leaving stays pending in the ledger, so nothing is lost when this writer returns without submitting it.
 */
final class SubmittingWriter implements ItemWriter<ListRef> {
    private final Submitter submitter;

    SubmittingWriter(Submitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public void write(Chunk<? extends ListRef> chunk) {
        for (ListRef list : chunk) {
            if (!submitter.submit(list)) {
                return;
            }
        }
    }
}
