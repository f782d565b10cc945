package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryListStoreTest extends ListStoreContract {
    private final MemoryListStore store = new MemoryListStore();

    private final MemoryListStore other = store.otherProcess();

    @Override
    ListStore lists() {
        return store;
    }

    @Override
    ListStore ofAnotherProcess() {
        return other;
    }

    @Override
    void otherTakes(String run) {
        other.take(run);
    }

    @Override
    void begin(String run) {
        store.store(run);
    }

    @Override
    void store(String run, int... sizes) {
        store.store(run, sizes);
    }

    @Override
    ListState state(ListRef list) {
        return store.state(list);
    }

    @Override
    void force(ListRef list, ListState state) {
        store.force(list, state);
    }

    @Test
    void aSubmissionOfAnyRunIsKnown() {
        store.store("other", 1);
        store.store(run, 1);
        assertThat(store.anySubmitted()).isFalse();

        store.intend(new ListRef("other", 1, 0, 1), new Intent("one", "nonce-1", LedgerOnDisk.NOW, "account"));

        assertThat(store.anySubmitted()).isTrue();
    }
}
