package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerFileTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LedgerOnDisk ledger;

    @SuppressWarnings("NullAway.Init")
    private LedgerFile file;

    @BeforeEach
    void opens() {
        ledger = new LedgerOnDisk(folder);
        file = LedgerFile.of(ledger.dataSource);
    }

    @AfterEach
    void closes() {
        ledger.close();
    }

    private void writes() {
        ledger.jdbc.sql("create table written(n int)").update();
        ledger.jdbc.sql("insert into written values (42)").update();
    }

    @Test
    void isThereAndWholeWhileNobodyTouchesIt() {
        writes();
        assertThat(file.missing().map(Object::toString)).isEmpty();
        assertThat(file.damaged()).isFalse();
    }

    @Test
    void noticesThatItWasDeletedAndGivesACopyOfAllThatWasWrittenSince() throws IOException {
        Files.delete(file.path());
        assertThat(file.missing().map(Object::toString))
                .hasValueSatisfying(why -> assertThat(why).asString().startsWith("was deleted or moved"));
        writes();
        Path copy = folder.resolve("copy.mv.db");
        file.copyTo(copy);

        try (HikariDataSource copied = new HikariDataSource()) {
            copied.setJdbcUrl("jdbc:h2:file:" + folder.resolve("copy") + ";IFEXISTS=TRUE");
            assertThat(JdbcClient.create(copied)
                            .sql("select n from written")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
            assertThat(LedgerFile.of(copied).id()).isEqualTo(file.id()).isNotEmpty();
            assertThat(LedgerFile.of(copied).version()).isGreaterThanOrEqualTo(file.version());
        }
    }

    @Test
    void noticesThatItWasReplaced() throws IOException {
        Path other = Files.copy(file.path(), folder.resolve("other"));
        Files.move(other, file.path(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(file.missing().map(Object::toString))
                .hasValueSatisfying(why -> assertThat(why).asString().startsWith("was replaced"));
    }

    @Test
    void noticesThatItsBeginningIsGone() throws IOException {
        Files.write(file.path(), new byte[0]);
        assertThat(file.damaged()).isTrue();
        Files.write(file.path(), new byte[1 << 20]);
        assertThat(file.damaged()).isTrue();
        assertThat(file.missing().map(Object::toString))
                .as("it is the same file all the same")
                .isEmpty();
    }

    @Test
    void itsVersionGrowsWithWhatIsWritten() {
        long before = file.version();
        writes();
        assertThat(file.version()).isGreaterThan(before);
    }

    @Test
    void aLedgerThatCanOnlyBeReadIsRefused() {
        ledger.close();
        try (HikariDataSource readOnly = new HikariDataSource()) {
            readOnly.setJdbcUrl(LedgerOnDisk.url(folder) + ";WRITE_DELAY=0;ACCESS_MODE_DATA=r");
            assertThatThrownBy(() -> LedgerSafety.require(JdbcClient.create(readOnly)))
                    .isInstanceOf(UnsafeLedger.class)
                    .hasMessageContaining("can only be read");
        }
    }
}
