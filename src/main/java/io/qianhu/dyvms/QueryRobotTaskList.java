package io.qianhu.dyvms;

import io.qianhu.dyvms.Lookup.ListedTask;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parameters and pages of QueryRobotTaskList, as the vendor's page of the operation describes them. */
final class QueryRobotTaskList {
    static final String ACTION = "QueryRobotTaskList";
    static final int PAGE_SIZE = 100;

    /** The zone of the API's dates. The page does not name it; Beijing time is the platform's. */
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    static final String ANY_DAY = "";

    private static final DateTimeFormatter WITH_DASHES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private QueryRobotTaskList() {}

    /**
     * One page.
     *
     * @param tasks all tasks on it, also those of other names
     * @param totalCount how many there are on all pages; -1 when the answer does not say
     * @param pageNo which page it is; -1 when the answer does not say
     */
    record Page(List<ListedTask> tasks, long totalCount, long pageNo) {}

    /**
     * @param taskName null = all names
     * @param createdOn a date as {@code yyyy-MM-dd}, or {@link #ANY_DAY}
     */
    static Map<String, String> parameters(@Nullable String taskName, String createdOn, int page) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (taskName != null) {
            parameters.put("TaskName", taskName);
        }
        if (!createdOn.equals(ANY_DAY)) {
            parameters.put("Time", createdOn);
        }
        parameters.put("PageNo", Integer.toString(page));
        parameters.put("PageSize", Integer.toString(PAGE_SIZE));
        return parameters;
    }

    /** The page in an OK answer; null when it cannot be relied on. */
    static @Nullable Page page(AnswerBody body) {
        long totalCount = number(body.field("TotalCount"));
        long pageNo = number(body.field("PageNo"));
        if (body.data().isEmpty() && totalCount == 0) {
            return new Page(List.of(), 0, pageNo);
        }
        JsonNode data = JsonAnswer.tree(body.data());
        if (data == null || !data.isArray()) {
            return null;
        }
        List<ListedTask> tasks = new ArrayList<>();
        for (JsonNode entry : data) {
            ListedTask task = task(entry);
            if (task == null) {
                return null;
            }
            tasks.add(task);
        }
        return new Page(tasks, totalCount, pageNo);
    }

    private static @Nullable ListedTask task(JsonNode entry) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(JsonAnswer.fields(entry));
        String id = fields.getOrDefault("id", "").strip();
        if (number(id) < 0) {
            return null;
        }
        return new ListedTask(
                id,
                fields.getOrDefault("taskName", ""),
                fields.getOrDefault("status", ""),
                instant(fields.getOrDefault("createTime", "")),
                number(fields.getOrDefault("totalCount", "")));
    }

    /** {@code 2019.06.14 14:55:23} as the page shows it, or with dashes as the sister operations do. */
    private static @Nullable Instant instant(String text) {
        try {
            return LocalDateTime.parse(text.strip().replace('.', '-'), WITH_DASHES)
                    .atZone(BEIJING)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
