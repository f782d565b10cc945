package io.qianhu.cli;

import io.qianhu.message.Worded;
import io.qianhu.message.Wording;
import io.qianhu.number.Shown;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text for the console, in an encoding that has Chinese characters. Under cron the locale is often C, whose encoding
 * would turn every name of a campaign into question marks; there it is UTF-8.
 *
 * <p>It is the one way to the console, and lets nothing through that text from elsewhere could do there: {@code println}
 * takes one line of a message, {@code print} several lines of ours, {@code write} the JSON for programs, in which a count
 * must not be taken for a number and masked. Only {@link #raw} moves the cursor or changes colours.
 */
final class Output extends PrintWriter {
    private static final String CHINESE = "千呼";

    /** {@code zh_CN.GBK@modifier} */
    private static final Pattern LOCALE = Pattern.compile("[^.]*\\.([^@]+).*");

    private final PrintWriter raw;
    private final Supplier<Wording> wording;

    private Output(PrintWriter raw, Supplier<Wording> wording) {
        super(raw, true);
        this.raw = raw;
        this.wording = wording;
    }

    static Output to(PrintStream stream) {
        return to(stream, () -> Wording.ENGLISH);
    }

    /**
     * As above, for messages that the code throws.
     *
     * @param wording in the language that is asked for
     */
    static Output to(PrintStream stream, Supplier<Wording> wording) {
        return new Output(
                new PrintWriter(new OutputStreamWriter(stream, ofThisProcess().orElse(StandardCharsets.UTF_8)), true),
                wording);
    }

    /** Where escape sequences of our own go. */
    static PrintWriter raw(PrintWriter writer) {
        return writer instanceof Output output ? output.raw : writer;
    }

    @Override
    public void println(@Nullable String message) {
        super.println(Shown.line(String.valueOf(message)));
    }

    @Override
    public void println(@Nullable Object message) {
        println(message instanceof Worded worded ? wording.get().of(worded.said()) : String.valueOf(message));
    }

    @Override
    public void print(@Nullable String lines) {
        super.print(Shown.lines(String.valueOf(lines)));
    }

    @Override
    public void write(String text, int from, int length) {
        String shown = Shown.unmasked(text.substring(from, from + length));
        super.write(shown, 0, shown.length());
    }

    /** Whether whoever reads the output has said to expect an encoding with Chinese characters. */
    static boolean hasChinese() {
        return ofThisProcess().isPresent();
    }

    private static Optional<Charset> ofThisProcess() {
        return chinese(System.getProperty("stdout.encoding"), System.getProperty("native.encoding"), System.getenv());
    }

    /**
     * The encoding that has been named, where it has Chinese characters.
     *
     * @param stdout what was set for the output; since JDK 19 it is always set, and means nothing while it is the native
     *     one
     * @param ofSystem the native one: ASCII too where the system does not know the locale of the environment
     * @param environment which then still tells what is expected, such as {@code LANG=zh_CN.UTF-8}
     */
    static Optional<Charset> chinese(
            @Nullable String stdout, @Nullable String ofSystem, Map<String, String> environment) {
        Stream<@Nullable String> named = stdout != null && !stdout.equals(ofSystem)
                ? Stream.of(stdout)
                : Stream.of(ofSystem, charsetOf(environment));
        return named.flatMap(Stream::ofNullable)
                .filter(Output::isSupported)
                .map(Charset::forName)
                .filter(charset -> charset.canEncode() && charset.newEncoder().canEncode(CHINESE))
                .findFirst();
    }

    private static @Nullable String charsetOf(Map<String, String> environment) {
        Matcher locale = LOCALE.matcher(Language.firstSet(environment, "LC_ALL", "LC_CTYPE", "LANG"));
        return locale.matches() ? locale.group(1) : null;
    }

    private static boolean isSupported(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException noName) {
            return false;
        }
    }
}
