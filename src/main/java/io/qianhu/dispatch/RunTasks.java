package io.qianhu.dispatch;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Lookup.ListedTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tasks of one run that lookups have shown, whatever else they have shown; each once. */
public final class RunTasks {
    private final String run;
    private final Map<String, ListedTask> tasks = new LinkedHashMap<>();

    public RunTasks(String run) {
        this.run = run;
    }

    /** Takes those of the run by their names; none where the lookup was not answered. */
    public void add(Lookup lookup) {
        if (lookup instanceof Lookup.Listed listed) {
            listed.tasks().stream()
                    .filter(task -> TaskNames.listIn(task.name(), run).isPresent())
                    .forEach(task -> tasks.put(task.taskId() + " " + task.name(), task));
        }
    }

    List<ListedTask> all() {
        return List.copyOf(tasks.values());
    }

    /** Those of each list, by its number. */
    public SortedMap<Integer, List<ListedTask>> byList() {
        return tasks.values().stream()
                .collect(Collectors.groupingBy(
                        task -> TaskNames.listIn(task.name(), run).orElseThrow(), TreeMap::new, Collectors.toList()));
    }
}
