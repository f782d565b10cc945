package io.qianhu.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Commands of tests are given in fresh homes, where the first live one has to ask for that. */
public final class FirstLiveRun {
    private static final List<String> COMMANDS = List.of("run", "retry-rejects", "serve");
    private static final String HOME = "--qianhu.home=";
    private static final String FLAG = "--new-home";

    private FirstLiveRun() {}

    /**
     * The words of a command, with the flag where it is a home's first live one. Not while a process has the ledger open.
     *
     * @param home where none of the words names another
     */
    public static List<String> asked(Path home, List<String> words) {
        boolean live = !words.isEmpty()
                && COMMANDS.contains(words.get(0))
                && !words.contains("--sandbox")
                && !words.contains("--help")
                && !words.contains(FLAG);
        Path named = words.stream()
                .filter(word -> word.startsWith(HOME) && word.length() > HOME.length())
                .map(word -> Path.of(word.substring(HOME.length())))
                .findFirst()
                .orElse(home);
        return live && !isMade(named)
                ? Stream.concat(words.stream(), Stream.of(FLAG)).toList()
                : words;
    }

    /** What cannot be read is refused for other reasons. */
    private static boolean isMade(Path home) {
        Path ledger = home.resolve("ledger").resolve("qianhu").toAbsolutePath();
        if (Files.notExists(Path.of(ledger + ".mv.db"))) {
            return false;
        }
        String url = "jdbc:h2:file:" + ledger + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from run where target = 'LIVE'")) {
            return found.next();
        } catch (SQLException e) {
            return true;
        }
    }
}
