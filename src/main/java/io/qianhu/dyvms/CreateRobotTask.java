package io.qianhu.dyvms;

import io.qianhu.campaign.RecallSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.number.Callees;
import io.qianhu.number.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of CreateRobotTask under the {@code inline} launch: {@code Caller} carries the callees, as the vendor's
 * older page of the operation defines it. The three {@code Recall*} travel only with a recall.
 */
final class CreateRobotTask {
    static final String ACTION = "CreateRobotTask";

    private static final int CALLEES_SHOWN = 3;

    private CreateRobotTask() {}

    static Map<String, String> parameters(RobotTask task) {
        return parameters(task, task.callees().joined());
    }

    /** The parameters for a person to read: one per line, numbers masked, the first callees and how many there are. */
    static String preview(RobotTask task) {
        Callees callees = task.callees();
        String shown =
                callees.stream().limit(CALLEES_SHOWN).map(PhoneNumber::toString).collect(Collectors.joining(", "))
                        + (callees.size() > CALLEES_SHOWN ? ", …" : "");
        return parameters(task, "%s (%,d in all)".formatted(shown, callees.size())).entrySet().stream()
                .map(parameter -> parameter.getKey() + ": " + MaskedMessage.masked(parameter.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> parameters(RobotTask task, String caller) {
        TaskSettings settings = task.settings();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("TaskName", task.name());
        parameters.put("DialogId", Long.toString(settings.dialogId()));
        parameters.put("Caller", caller);
        String corpName = settings.corpName();
        if (corpName != null) {
            parameters.put("CorpName", corpName);
        }
        parameters.put("NumberStatusIdent", Boolean.toString(settings.numberStatusIdent()));
        parameters.put("IsSelfLine", Boolean.toString(settings.selfLine()));
        RecallSettings recall = settings.recall();
        parameters.put("RetryType", recall == null ? "0" : "1");
        if (recall != null) {
            parameters.put(
                    "RecallStateCodes",
                    recall.on().stream().map(String::valueOf).collect(Collectors.joining(",")));
            parameters.put("RecallTimes", Integer.toString(recall.times()));
            parameters.put("RecallInterval", Long.toString(recall.interval().toMinutes()));
        }
        return parameters;
    }
}
