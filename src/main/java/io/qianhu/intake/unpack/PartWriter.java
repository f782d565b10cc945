package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.intake.Survey;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes one plain file for its owner only, within the budget, and surveys it on the way. */
final class PartWriter extends OutputStream {
    private final String name;
    private final Path path;
    private final Budget budget;
    private final OutputStream file;
    private final Survey.Running survey = new Survey.Running();

    /** @param name of what is unpacked, for messages */
    PartWriter(String name, Path path, Budget budget) {
        this.name = name;
        this.path = path;
        this.budget = budget;
        try {
            this.file = PrivateFiles.create(path);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(int unit) {
        write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        budget.add(length);
        survey.update(bytes, from, length);
        try {
            file.write(bytes, from, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What was written; nothing may come after. */
    Survey survey() {
        return survey.done();
    }

    private InputRefused failed(IOException e) {
        return new InputRefused(
                Message.of("intake.cannot-unpacked-free-space-run", name, path.getParent(), e.getMessage()));
    }
}
