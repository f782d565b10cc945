package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InboxTest {
    /** Each file must not be looked for among all others: that would take minutes here. */
    @Test
    @Timeout(60)
    void whatWasSeenOfManyFilesIsForgottenWhenTheyAreGone() {
        List<Path> files = IntStream.range(0, 30_000)
                .mapToObj(i -> Path.of("exports/" + "x".repeat(200) + i))
                .toList();
        Map<Path, Integer> seen = new HashMap<>();
        files.forEach(file -> seen.put(file, 1));
        Inbox.forgetOthers(seen, files.subList(1, files.size()));
        assertThat(seen).hasSize(files.size() - 1).doesNotContainKey(files.get(0));
    }
}
