package io.qianhu.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text for the console, in an encoding that has Chinese characters. Under cron the locale is often C, whose encoding
 * would turn every name of a campaign into question marks; there it is UTF-8.
 */
final class Output {
    private static final String CHINESE = "千呼";

    private Output() {}

    static PrintWriter to(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, charset()), true);
    }

    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.canEncode() && charset.newEncoder().canEncode(CHINESE) ? charset : StandardCharsets.UTF_8;
    }
}
