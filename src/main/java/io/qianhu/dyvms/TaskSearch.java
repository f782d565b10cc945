package io.qianhu.dyvms;

import io.qianhu.dyvms.Lookup.Listed;
import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.dyvms.Lookup.NotAnswered;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One search for the tasks of a name. An empty result is going to be taken as a proof of absence, so it is given only
 * when every page of every day was seen:
 *
 * <ol>
 *   <li>The API lists tasks by the date of their creation, so each Beijing date between the two instants is asked.
 *   <li>Whether the API compares names exactly is not documented, so we compare ourselves and read all pages.
 *   <li>The largest page size is not documented either: a page shorter than asked for is not the last one. The last one
 *       is where {@code TotalCount} is reached or, if the answer has none, an empty one.
 *   <li>An empty page before {@code TotalCount} is reached, or more than {@link #MAX_PAGES}, is no answer.
 * </ol>
 */
final class TaskSearch {
    static final int MAX_PAGES = 50;
    static final int MAX_DAYS = 31;

    private static final String NO_SUCH_DATA = "100008.0";

    private final RequestSigner signer;
    private final Wire wire;
    private final String taskName;
    private final Map<String, ListedTask> found = new LinkedHashMap<>();

    TaskSearch(RequestSigner signer, Wire wire, String taskName) {
        this.signer = signer;
        this.wire = wire;
        this.taskName = taskName;
    }

    Lookup between(Instant createdFrom, Instant createdTo) {
        LocalDate first = LocalDate.ofInstant(createdFrom, QueryRobotTaskList.BEIJING);
        LocalDate last = LocalDate.ofInstant(createdTo, QueryRobotTaskList.BEIJING);
        if (first.isAfter(last) || !last.isBefore(first.plusDays(MAX_DAYS))) {
            throw new IllegalArgumentException(
                    "a search covers 1 to " + MAX_DAYS + " days, not " + first + " to " + last);
        }
        try {
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                NotAnswered problem = searchDay(day);
                if (problem != null) {
                    return problem;
                }
            }
        } catch (CredentialsMissing e) {
            return new NotAnswered(
                    new Reply(0, "qianhu.CredentialsMissing", String.valueOf(e.getMessage()), null), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotAnswered(new Reply(0, "qianhu.Interrupted", "interrupted while waiting", null), false);
        }
        return new Listed(List.copyOf(found.values()));
    }

    /** Null when the day was seen in full. */
    private @Nullable NotAnswered searchDay(LocalDate day) throws InterruptedException {
        Set<String> seen = new LinkedHashSet<>();
        for (int pageNo = 1; pageNo <= MAX_PAGES; pageNo++) {
            Verdict verdict = ask(day, pageNo);
            if (seen.isEmpty() && verdict.reply().code().equals(NO_SUCH_DATA) && verdict.meaning() == Meaning.REFUSED) {
                return null;
            }
            AnswerBody body = verdict.body();
            if (verdict.meaning() != Meaning.OK || body == null) {
                return notAnswered(verdict);
            }
            QueryRobotTaskList.Page page = QueryRobotTaskList.page(body);
            if (page == null) {
                return notAnswered(verdict.but(CodeTable.NO_LIST, "the answer says OK and has no readable list"));
            }
            for (ListedTask task : page.tasks()) {
                seen.add(task.taskId());
                if (task.name().equals(taskName)) {
                    found.put(task.taskId(), task);
                }
            }
            if (page.totalCount() >= 0 && seen.size() >= page.totalCount()) {
                return null;
            }
            if (page.tasks().isEmpty()) {
                return page.totalCount() < 0
                        ? null
                        : notAnswered(verdict.but(
                                CodeTable.NO_LIST,
                                "the list ended after " + seen.size() + " of " + page.totalCount() + " tasks"));
            }
        }
        return new NotAnswered(
                new Reply(0, CodeTable.NO_LIST, "more than " + MAX_PAGES + " pages of tasks on " + day, null), false);
    }

    private Verdict ask(LocalDate day, int pageNo) throws InterruptedException {
        SignedRequest request =
                signer.sign(QueryRobotTaskList.ACTION, QueryRobotTaskList.parameters(taskName, day, pageNo));
        try {
            // Bounded by the request timeout of the wire.
            return Verdict.on(wire.send(request).get(), QueryRobotTaskList.ACTION);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the wire never fails", e);
        }
    }

    /** A refusal will be repeated until a person acts; everything else may pass by itself. */
    private static NotAnswered notAnswered(Verdict verdict) {
        boolean stop = switch (verdict.meaning()) {
            case STOP, REFUSED, UNRECOGNISED -> true;
            case OK, THROTTLED, FREQUENCY_LIMITED, OUTSIDE_PERIOD, UNREACHABLE, UNCONFIRMED -> false;
        };
        Reply reply = verdict.reply();
        String message = (reply.message() + " " + verdict.advice()).strip();
        return new NotAnswered(new Reply(reply.httpStatus(), reply.code(), message, reply.requestId()), stop);
    }
}
