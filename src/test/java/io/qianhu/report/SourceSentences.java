package io.qianhu.report;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Every sentence that the sources of Qianhu hold, read by the compiler's own parser. A sentence is a text with two words
 * and more, or one word and a place; what is joined by {@code +} is one, with a numbered place for each value. A choice
 * between texts makes two sentences of it, a constant of the same file is part of it, a line break ends it.
 */
final class SourceSentences {
    private static final Path SOURCES = Path.of("src/main/java/io/qianhu");

    /** A sentence with more choices than this has places for them. */
    private static final int MOST_CHOICES = 16;

    private static final Pattern FORMAT = Pattern.compile("%(?:[0-9]+\\$)?[-,0-9.]*[dsfX]");
    private static final Pattern WORD = Pattern.compile("[(\"'`]*[A-Za-z][A-Za-z']+[)\"'`,;:.?…]*");
    private static final char PLACE = '\uFFFC';

    /** Where a text stands: in which file, and in which calls, from the inside out. */
    record Place(String file, long line, List<String> calls) {
        boolean in(String... files) {
            return Stream.of(files).anyMatch(file::startsWith);
        }

        boolean given(String... names) {
            return Stream.of(names).anyMatch(calls::contains);
        }
    }

    /** @param english with numbered places */
    record Sentence(String english, Place place) {
        @Override
        public String toString() {
            return place.file() + ":" + place.line() + ": " + english;
        }
    }

    private SourceSentences() {}

    /** All texts of all files, sentences or not. */
    static List<Sentence> all() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            files = walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this test needs a JDK");
        List<Sentence> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            Constants constants = new Constants();
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            units.forEach(unit -> constants.collect(nameOf(unit), unit));
            for (CompilationUnitTree unit : units) {
                found.addAll(new OneFile(nameOf(unit), unit, positions, constants).sentences());
            }
            found.addAll(constants.alone());
        }
        return found;
    }

    private static String nameOf(CompilationUnitTree unit) {
        return SOURCES.toAbsolutePath()
                .relativize(Path.of(unit.getSourceFile().toUri()))
                .toString()
                .replace('\\', '/');
    }

    /** Texts that have a name, and what is made of them. */
    private static final class Constants {
        private final Map<String, ExpressionTree> known = new HashMap<>();
        private final Set<String> partOfOthers = new HashSet<>();
        private final Map<String, List<Sentence>> own = new HashMap<>();

        void collect(String file, CompilationUnitTree unit) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void unused) {
                    if (isConstant(variable)) {
                        known.put(key(file, variable.getName().toString()), variable.getInitializer());
                    }
                    return super.visitVariable(variable, null);
                }
            }.scan(unit, null);
        }

        static boolean isConstant(VariableTree variable) {
            return variable.getModifiers().getFlags().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))
                    && variable.getType() instanceof IdentifierTree type
                    && type.getName().contentEquals("String")
                    && variable.getInitializer() != null;
        }

        /** {@code Cron.ALLOWED}, as another file would say it. */
        static String key(String file, String name) {
            return file.substring(file.lastIndexOf('/') + 1).replace(".java", "") + "." + name;
        }

        /** The text of a name, null when it has none. */
        @Nullable
        ExpressionTree find(String file, ExpressionTree tree) {
            if (tree instanceof IdentifierTree name) {
                return known.get(key(file, name.getName().toString()));
            }
            return tree instanceof MemberSelectTree name ? known.get(name.toString()) : null;
        }

        void isPart(String file, ExpressionTree tree) {
            partOfOthers.add(
                    tree instanceof IdentifierTree name
                            ? key(file, name.getName().toString())
                            : tree.toString());
        }

        void add(String key, Sentence sentence) {
            own.computeIfAbsent(key, name -> new ArrayList<>()).add(sentence);
        }

        /** Those that are said as they are. */
        List<Sentence> alone() {
            return own.entrySet().stream()
                    .filter(constant -> !partOfOthers.contains(constant.getKey()))
                    .flatMap(constant -> constant.getValue().stream())
                    .toList();
        }
    }

    /** Finds those of one file. */
    private static final class OneFile extends TreePathScanner<Void, Void> {
        private final String file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Constants constants;
        private final List<Sentence> sentences = new ArrayList<>();
        private @Nullable String constant;

        OneFile(String file, CompilationUnitTree unit, SourcePositions positions, Constants constants) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
            this.constants = constants;
        }

        List<Sentence> sentences() {
            scan(unit, null);
            return sentences;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, Void unused) {
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, Void unused) {
            String outer = constant;
            constant = Constants.isConstant(variable)
                    ? Constants.key(file, variable.getName().toString())
                    : outer;
            super.visitVariable(variable, null);
            constant = outer;
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, Void unused) {
            if (literal.getValue() instanceof String) {
                add(literal);
            }
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree sum, Void unused) {
            if (!isText(sum)) {
                return super.visitBinary(sum, null);
            }
            add(sum);
            scanValues(sum);
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            // What joins a list stands between its sentences.
            String name = nameOf(call);
            if ((name.equals("join") || name.equals("joining"))
                    && !call.getArguments().isEmpty()) {
                if (call.getArguments().get(0) instanceof LiteralTree literal
                        && literal.getValue() instanceof String separator) {
                    put("{1}" + separator + "{2}", call);
                }
            }
            return super.visitMethodInvocation(call, null);
        }

        /** Whether one of the parts that are joined is a text. */
        private boolean isText(ExpressionTree tree) {
            ExpressionTree bare = bare(tree);
            if (bare instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return isText(sum.getLeftOperand()) || isText(sum.getRightOperand());
            }
            if (bare instanceof ConditionalExpressionTree choice) {
                return isText(choice.getTrueExpression()) || isText(choice.getFalseExpression());
            }
            return (bare instanceof LiteralTree literal && literal.getValue() instanceof String)
                    || constants.find(file, bare) != null;
        }

        /** Looks for sentences within what fills the places. */
        private void scanValues(ExpressionTree tree) {
            ExpressionTree bare = bare(tree);
            if (bare instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
                scanValues(sum.getLeftOperand());
                scanValues(sum.getRightOperand());
            } else if (bare instanceof ConditionalExpressionTree choice && isText(choice)) {
                scan(choice.getCondition(), null);
                scanValues(choice.getTrueExpression());
                scanValues(choice.getFalseExpression());
            } else if (!(bare instanceof LiteralTree)) {
                scan(bare, null);
            }
        }

        private static ExpressionTree bare(ExpressionTree tree) {
            return tree instanceof ParenthesizedTree parentheses ? bare(parentheses.getExpression()) : tree;
        }

        private void add(ExpressionTree tree) {
            List<String> texts = texts(tree);
            texts.forEach(text -> text.lines().forEach(line -> put(numbered(line.strip()), tree)));
        }

        /** The text with each of its choices. */
        private List<String> texts(ExpressionTree tree) {
            ExpressionTree bare = bare(tree);
            if (bare instanceof LiteralTree literal && literal.getValue() != null) {
                return List.of(
                        literal.getValue() instanceof String text
                                ? FORMAT.matcher(text)
                                        .replaceAll(String.valueOf(PLACE))
                                        .replace("%%", "%")
                                : String.valueOf(literal.getValue()));
            }
            if (bare instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
                List<String> texts = new ArrayList<>();
                for (String left : texts(sum.getLeftOperand())) {
                    texts(sum.getRightOperand()).forEach(right -> texts.add(left + right));
                }
                return texts.size() > MOST_CHOICES ? List.of(String.valueOf(PLACE)) : texts;
            }
            if (bare instanceof ConditionalExpressionTree choice && isText(choice)) {
                List<String> texts = new ArrayList<>(texts(choice.getTrueExpression()));
                texts.addAll(texts(choice.getFalseExpression()));
                return texts;
            }
            ExpressionTree known = constants.find(file, bare);
            if (known != null && isText(known)) {
                constants.isPart(file, bare);
                return texts(known);
            }
            return List.of(String.valueOf(PLACE));
        }

        private static String numbered(String text) {
            StringBuilder numbered = new StringBuilder();
            int places = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                numbered.append(c == PLACE ? "{" + ++places + "}" : c);
            }
            return numbered.toString();
        }

        private void put(String text, Tree tree) {
            List<String> calls = new ArrayList<>();
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                if (path.getLeaf() instanceof MethodInvocationTree call) {
                    calls.add(bareName(call));
                    calls.add(nameOf(call));
                } else if (path.getLeaf() instanceof NewClassTree made) {
                    calls.add("new " + made.getIdentifier());
                } else if (path.getLeaf() instanceof MethodTree || path.getLeaf() instanceof ClassTree) {
                    break;
                }
            }
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            Sentence sentence = new Sentence(text, new Place(file, line, calls));
            if (constant == null) {
                sentences.add(sentence);
            } else {
                constants.add(constant, sentence);
            }
        }

        /** Such as {@code commandLine.getErr.println}. */
        private static String bareName(MethodInvocationTree call) {
            String select = call.getMethodSelect().toString().replaceAll("\\s", "");
            String without = select.replaceAll("\\([^()]*\\)", "");
            while (!without.equals(select)) {
                select = without;
                without = select.replaceAll("\\([^()]*\\)", "");
            }
            return select;
        }

        private static String nameOf(MethodInvocationTree call) {
            String select = call.getMethodSelect().toString();
            return select.substring(select.lastIndexOf('.') + 1);
        }
    }

    /** Whether a text is a sentence, and no name, key or sign. */
    static boolean isSentence(String english) {
        long words = Stream.of(english.replaceAll("\\{[0-9]+\\}", " {} ").split(" "))
                .filter(token -> WORD.matcher(token).matches())
                .count();
        return words >= 2 || (words == 1 && english.contains("{1}") && english.contains(" "));
    }
}
