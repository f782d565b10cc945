package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run without trouble. */
class WholeRunIT {
    @Test
    void submitsEveryDistinctNumberOfTwoHundredThousandRowsOnce(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 2, 100_000, 20_261_122);
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            workplace.campaign("100/s", 32).run().exits(0);

            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
            assertThat(workplace.home().resolve("control.json")).doesNotExist();
            assertThat(Files.exists(workplace.onlyReport().resolve("rejects.csv")))
                    .isTrue();

            QianhuProcess second = workplace.run().exits(4);
            assertThat(second.out()).contains("already completed", "--again LABEL");
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.keepsSecrets(workplace, input);
        }
    }
}
