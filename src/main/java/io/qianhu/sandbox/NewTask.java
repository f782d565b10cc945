package io.qianhu.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A CreateRobotTask whose parameters are all in order, as the API's page describes them for the contract in which
 * {@code Caller} holds the called numbers.
 *
 * <p>The page marks every parameter as optional, {@code Action} among them. Assumed: {@code Caller} and
 * {@code DialogId} are needed, and with {@code RetryType=1} all three of {@code RecallTimes}, {@code RecallInterval} and
 * {@code RecallStateCodes}. Also assumed: values of a wrong type are the gateway's to refuse
 * ({@code Invalid{ParameterName}}), values out of range the product's ({@code isv.…}); characters of a name are counted
 * as code points; {@code CorpName} and parameters that the page does not know are ignored. Numbers that stand twice in
 * {@code Caller} are taken as they are and counted in the journal.
 *
 * @param name may be empty, and need not be unique
 * @param callees as they were sent, in their order
 */
record NewTask(String name, long dialogId, List<String> callees) {
    private static final int LONGEST_NAME = 30;
    private static final int MOST_CALLEES = 1_000;
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern LANDLINE = Pattern.compile("0[0-9]{2,3}[0-9]{7,8}");
    /** Off, suspended, busy, lost, unreachable, and no answer (in the later version of the page only). */
    private static final Set<String> STATES = Set.of("200010", "200011", "200002", "200012", "200005", "200003");

    NewTask {
        callees = List.copyOf(callees);
    }

    /** Reads and checks the parameters; the first that is not in order refuses the request. */
    static NewTask from(Map<String, String> parameters) throws Refused {
        ParameterReader read = new ParameterReader(parameters);
        String name = checkedName(read.text("TaskName"));
        long dialogId = read.mandatoryLong("DialogId");
        if (dialogId < 1) {
            throw ApiError.invalid("DialogId", "a positive number").refused();
        }
        read.bool("NumberStatusIdent");
        read.bool("IsSelfLine");
        checkRecall(read);
        return new NewTask(name, dialogId, checkedCallees(read.mandatoryText("Caller")));
    }

    /** How many numbers stand in the list again after they stood there before. */
    int duplicates() {
        return callees.size() - new HashSet<>(callees).size();
    }

    /** Names no number. */
    @Override
    public String toString() {
        return "NewTask[name=" + name + ", dialogId=" + dialogId + ", " + callees.size() + " callees]";
    }

    private static String checkedName(String name) throws Refused {
        int length = name.codePointCount(0, name.length());
        if (length > LONGEST_NAME) {
            throw ApiError.of(
                            "isv.PARAM_LENGTH_LIMIT", "TaskName has " + length + " characters, at most 30 are allowed.")
                    .refused();
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw outOfRange("TaskName must not hold control characters");
        }
        return name;
    }

    private static List<String> checkedCallees(String caller) throws Refused {
        List<String> callees = List.of(caller.split(",", -1));
        if (callees.size() > MOST_CALLEES) {
            throw ApiError.of(
                            "isv.VOICE_ROBOT_CALLEE_LIMIT",
                            "Caller holds " + callees.size() + " numbers, at most 1000 are allowed.")
                    .refused();
        }
        for (int i = 0; i < callees.size(); i++) {
            String callee = callees.get(i);
            if (!MOBILE.matcher(callee).matches() && !LANDLINE.matcher(callee).matches()) {
                throw ApiError.of(
                                "isv.MOBILE_NUMBER_ILLEGAL",
                                "Number " + (i + 1) + " of " + callees.size()
                                        + " in Caller is neither a mainland mobile nor a landline with area code.")
                        .refused();
            }
        }
        return callees;
    }

    private static void checkRecall(ParameterReader read) throws Refused {
        int retry = read.integer("RetryType", 0);
        if (retry != 0 && retry != 1) {
            throw outOfRange("RetryType must be 0 or 1");
        }
        if (retry == 1) {
            read.mandatoryText("RecallTimes");
            read.mandatoryText("RecallInterval");
            read.mandatoryText("RecallStateCodes");
        }
        if (read.integer("RecallTimes", 1) < 1) {
            throw outOfRange("RecallTimes must be at least 1");
        }
        int interval = read.integer("RecallInterval", 2);
        if (interval <= 1 || interval > 30) {
            throw outOfRange("RecallInterval must be more than 1 minute and at most 30");
        }
        String states = read.text("RecallStateCodes");
        if (!states.isEmpty() && !STATES.containsAll(List.of(states.split(",", -1)))) {
            throw outOfRange("RecallStateCodes must be taken from 200002, 200003, 200005, 200010, 200011, 200012");
        }
    }

    private static Refused outOfRange(String rule) {
        return ApiError.of("isv.INVALID_PARAMETERS", rule + ".").refused();
    }
}
