package io.qianhu.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds the two bundles to each other and to the code. */
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path ROOMS = SOURCES.resolve("io/qianhu");
    private static final Path BUNDLES = Path.of("src/main/resources/io/qianhu/message");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)[,}]");

    private final Properties english = bundle("messages.properties");
    private final Properties chinese = bundle("messages_zh.properties");

    @Test
    void bothLanguagesHaveEveryKeyWithTheSamePlaces() {
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(places(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(places(english.getProperty(key))));
    }

    @Test
    void noPlaceIsLeftOut() {
        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            Set<Integer> places = places(english.getProperty(key));
            assertThat(places).as(key).hasSize(places.stream().reduce(-1, Math::max) + 1);
        });
    }

    @Test
    void theCodeUsesEveryKeyAndNoOther() {
        String code = read(sources());
        assertThat(asked().keySet()).hasSizeGreaterThan(500).isSubsetOf(english.stringPropertyNames());
        assertThat(english.stringPropertyNames()).allMatch(key -> code.contains('"' + key + '"'));
        assertThat(english.stringPropertyNames())
                .allMatch(key -> Files.isDirectory(ROOMS.resolve(key.substring(0, key.indexOf('.')))));
    }

    /** Too few would show a place as such, and one too many would not be said. */
    @Test
    void everyMessageHasTheArgumentsThatItsWordsHavePlacesFor() {
        asked().forEach((key, arguments) -> assertThat(arguments)
                .as(key)
                .containsOnly(places(english.getProperty(key)).size()));
    }

    /** The keys that the code asks for by name, and with how many arguments. */
    private static Map<String, Set<Integer>> asked() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask)
                compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
        Map<String, Set<Integer>> asked = new TreeMap<>();
        try {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
                    if (call.getMethodSelect().toString().equals("Message.of")) {
                        keys(call.getArguments().get(0))
                                .forEach(key -> asked.computeIfAbsent(key, it -> new TreeSet<>())
                                        .add(call.getArguments().size() - 1));
                    }
                    return super.visitMethodInvocation(call, null);
                }
            }.scan(task.parse(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asked;
    }

    /** One of them, where a condition decides. */
    private static Stream<String> keys(ExpressionTree argument) {
        if (argument instanceof ConditionalExpressionTree choice) {
            return Stream.concat(keys(choice.getTrueExpression()), keys(choice.getFalseExpression()));
        }
        return argument instanceof LiteralTree text ? Stream.of((String) text.getValue()) : Stream.of();
    }

    private static Set<Integer> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult place) -> Integer.valueOf(place.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(List<Path> files) {
        StringBuilder all = new StringBuilder();
        try {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private static Properties bundle(String name) {
        Properties bundle = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(name))) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
