package io.qianhu.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Text for the console, in an encoding that has Chinese characters. Under cron the locale is often C, whose encoding
 * would turn every name of a campaign into question marks; there it is UTF-8.
 */
final class Output {
    private static final String CHINESE = "千呼";

    /** {@code zh_CN.GBK@modifier} */
    private static final Pattern LOCALE = Pattern.compile("[^.]*\\.([^@]+).*");

    private Output() {}

    static PrintWriter to(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, ofThisProcess().orElse(StandardCharsets.UTF_8)), true);
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
