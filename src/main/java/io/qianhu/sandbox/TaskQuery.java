package io.qianhu.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A QueryRobotTaskList and its answer. Assumed, since the page is silent: {@code TaskName} matches any part of a name, so
 * that a client that relies on an exact match is found out; {@code Time} is a day in Beijing; {@code PageNo} is 1 and
 * {@code PageSize} 20 when absent, 100 at most; the newest task comes first. A task runs for one minute and is then
 * finished.
 *
 * @param name part of the name; empty = all
 * @param status one of the API's states; empty = all
 * @param day day of creation; null = all
 */
record TaskQuery(String name, String status, @Nullable LocalDate day, int pageNo, int pageSize) {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("uuuu.MM.dd HH:mm:ss");
    private static final Duration RUNS_FOR = Duration.ofMinutes(1);
    private static final int LARGEST_PAGE = 100;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** {@code EXCUTING} is how the API spells it. */
    private static final Set<String> STATES = Set.of(
            "INIT",
            "READY",
            "DISPATCH",
            "EXCUTING",
            "MANUAL_STOP",
            "SYSTEM_STOP",
            "ARREARS_STOP",
            "CANCEL",
            "SYSTEM_CANCEL",
            "FINISH");

    static TaskQuery from(Map<String, String> parameters) throws Refused {
        ParameterReader read = new ParameterReader(parameters);
        String status = read.text("Status");
        if (!status.isEmpty() && !STATES.contains(status)) {
            throw ApiError.of("isv.INVALID_PARAMETERS", "Status is not one of the states of a robot task.")
                    .refused();
        }
        int pageNo = read.integer("PageNo", 1);
        if (pageNo < 1) {
            throw ApiError.of("isv.INVALID_PARAMETERS", "PageNo must be at least 1.")
                    .refused();
        }
        int pageSize = read.integer("PageSize", 20);
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw ApiError.of("isv.INVALID_PARAMETERS", "PageSize must be 1 to " + LARGEST_PAGE + ".")
                    .refused();
        }
        return new TaskQuery(read.text("TaskName"), status, day(read.text("Time")), pageNo, pageSize);
    }

    /**
     * The fields of the answer; the page itself is a JSON array within a text.
     *
     * @param visibleUntil later tasks are not shown yet
     * @param listedTotal how many callees every task is shown with; null = those it has
     */
    Map<String, String> answer(Tasks tasks, Instant now, Instant visibleUntil, @Nullable Integer listedTotal) {
        List<Map<String, Object>> page = new ArrayList<>();
        long found = 0;
        long before = (pageNo - 1L) * pageSize;
        for (Tasks.Task task : tasks.newestFirst()) {
            if (!task.createdAt().isAfter(visibleUntil) && matches(task, now)) {
                found++;
                if (found > before && page.size() < pageSize) {
                    page.add(row(task, now, listedTotal == null ? task.callees() : listedTotal));
                }
            }
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("Data", MAPPER.writeValueAsString(page));
        answer.put("PageNo", Integer.toString(pageNo));
        answer.put("PageSize", Integer.toString(pageSize));
        answer.put("TotalCount", Long.toString(found));
        return answer;
    }

    private boolean matches(Tasks.Task task, Instant now) {
        return task.name().contains(name)
                && (status.isEmpty() || status.equals(statusOf(task, now)))
                && (day == null || day.equals(LocalDate.ofInstant(task.createdAt(), BEIJING)));
    }

    private static String statusOf(Tasks.Task task, Instant now) {
        return now.isBefore(task.createdAt().plus(RUNS_FOR)) ? "EXCUTING" : "FINISH";
    }

    private static Map<String, Object> row(Tasks.Task task, Instant now, int callees) {
        boolean finished = statusOf(task, now).equals("FINISH");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", task.id());
        row.put("taskName", task.name());
        row.put("robotId", task.dialogId());
        row.put("robotName", "sandbox");
        row.put("status", statusOf(task, now));
        row.put("scheduleType", "SINGLE");
        row.put("createTime", dotted(task.createdAt()));
        row.put("fireTime", dotted(task.createdAt()));
        if (finished) {
            row.put("completeTime", dotted(task.createdAt().plus(RUNS_FOR)));
        }
        row.put("totalCount", callees);
        row.put("finishCount", finished ? callees : 0);
        return row;
    }

    private static String dotted(Instant time) {
        return DOTTED.format(time.atZone(BEIJING));
    }

    private static @Nullable LocalDate day(String text) throws Refused {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw ApiError.of("InvalidParameter.date", "Time must be a day in the form yyyy-MM-dd.")
                    .refused();
        }
    }
}
