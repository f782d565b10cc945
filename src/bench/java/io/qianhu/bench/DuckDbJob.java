package io.qianhu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The intake in DuckDB's SQL ({@code duckdb.sql}), in a process of its own. */
public final class DuckDbJob {
    private DuckDbJob() {}

    /** Arguments: input, threads, and the database file or {@code memory}. */
    public static void main(String[] args) throws IOException, SQLException {
        Path input = Path.of(args[0]);
        boolean inMemory = args[2].equals("memory");
        String script = script().replace("${threads}", args[1])
                .replace("${input}", input.toString().replace("'", "''"));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + (inMemory ? "" : args[2]));
                Statement statement = duck.createStatement()) {
            Jvm.tellBegin();
            long begin = System.nanoTime();
            for (String sql : script.split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            if (!inMemory) {
                statement.execute("checkpoint");
            }
            Jvm.tell("seconds", (System.nanoTime() - begin) / 1e9);
            Jvm.tell("rows", count(statement, "select count(*) from cells"));
            Jvm.tell("accepted", count(statement, "select count(*) from cells where number > 0"));
            Jvm.tell("distinct", count(statement, "select sum(len(numbers)) from lists"));
            Jvm.tell("lists", count(statement, "select count(*) from lists"));
            Jvm.tell("rejected", count(statement, "select sum(row_count) from rejects"));
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Objects.requireNonNull(DuckDbJob.class.getResourceAsStream("duckdb.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
