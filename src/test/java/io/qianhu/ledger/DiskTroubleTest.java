package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTroubleTest {
    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "File too large", "Disk quota exceeded"})
    void namesAFullDiskDeepBelowWhatADatabaseMakesOfIt(String message) {
        Throwable failure = new IllegalStateException(
                "Could not commit", new SQLException("General error", new IOException("write: " + message)));
        assertThat(DiskTrouble.in(failure).map(Object::toString))
                .hasValue(Message.text("the disk is full (write: " + message + "): make room where qianhu.home is")
                        .english());
    }

    @Test
    void namesADiskThatCannotBeWrittenTo() {
        assertThat(DiskTrouble.in(new IOException("Read-only file system")).map(Object::toString))
                .hasValueSatisfying(text -> assertThat(text).asString().startsWith("the disk cannot be written to"));
    }

    @Test
    void takesNothingElseForThat() {
        assertThat(DiskTrouble.in(new IOException("Connection reset")).map(Object::toString))
                .isEmpty();
        assertThat(DiskTrouble.in(new SQLException("No space left on device in a value"))
                        .map(Object::toString))
                .as("a message of another kind may hold anything")
                .isEmpty();
        IOException loop = new IOException();
        loop.initCause(new IOException(loop));
        assertThat(DiskTrouble.in(loop).map(Object::toString)).isEmpty();
    }
}
