package io.qianhu.dyvms;

import io.qianhu.dyvms.Lookup.Listed;
import io.qianhu.dyvms.Lookup.ListedTask;
import io.qianhu.dyvms.Lookup.NotAnswered;
import io.qianhu.message.Message;
import java.time.Duration;
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
 * One search for the tasks of a name, or for all. An empty result is going to be taken as a proof of absence, so it is
 * given only when every page of every day was seen and nothing in them contradicts the rest:
 *
 * <ol>
 *   <li>The API lists tasks by the date of their creation, so each Beijing date between the two instants is asked; or
 *       none is named, and then those of all dates come.
 *   <li>Whether the API compares names exactly is not documented, so we compare ourselves and read all pages.
 *   <li>The largest page size is not documented either: a page shorter than asked for is not the last one. The last one
 *       is where {@code TotalCount} is reached or, if the answer has none, an empty one or "no such data".
 *   <li>Such an end before {@code TotalCount} is reached, more than {@link #MAX_PAGES}, or another page than the one
 *       asked for is no answer. A list that says at its beginning that it is longer than that is not read on.
 *   <li>A list that changes while its pages are turned may move a task from a page that is still to come to one that has
 *       been. So a task that comes twice or without a name, a {@code TotalCount} that changes or is less than what
 *       came, or a list of several pages that is another one when it is read once more is no answer, unless the name was
 *       found in it.
 * </ol>
 */
final class TaskSearch {
    static final int MAX_PAGES = 50;
    static final int MAX_DAYS = 31;

    static final String NO_SUCH_DATA = "100008.0";

    /** Our own code for a list that has more pages than are read. */
    static final String TOO_LONG = "qianhu.ListTooLong";

    private final RequestSigner signer;
    private final Wire wire;
    private final LookupPace pace;
    private final @Nullable String taskName;
    private final Map<String, ListedTask> found = new LinkedHashMap<>();
    private @Nullable ServerTime firstAsked;
    private @Nullable NotAnswered contradiction;
    private int pagesRead;

    /** @param taskName null = tasks of all names */
    TaskSearch(RequestSigner signer, Wire wire, LookupPace pace, @Nullable String taskName) {
        this.signer = signer;
        this.wire = wire;
        this.pace = pace;
        this.taskName = taskName;
    }

    Lookup between(Instant createdFrom, Instant createdTo) {
        LocalDate first = LocalDate.ofInstant(createdFrom, QueryRobotTaskList.BEIJING);
        LocalDate last = LocalDate.ofInstant(createdTo, QueryRobotTaskList.BEIJING);
        if (first.isAfter(last) || !last.isBefore(first.plusDays(MAX_DAYS))) {
            throw new IllegalArgumentException(
                    "a search covers 1 to " + MAX_DAYS + " days, not " + first + " to " + last);
        }
        return over(first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList());
    }

    Lookup onAnyDay() {
        return over(List.of(QueryRobotTaskList.ANY_DAY));
    }

    private Lookup over(List<String> days) {
        try {
            for (String day : days) {
                NotAnswered problem = searchDay(day);
                if (problem != null) {
                    return problem;
                }
            }
        } catch (CredentialsMissing e) {
            return new NotAnswered(new Reply(0, "qianhu.CredentialsMissing", Message.of(e), null), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotAnswered(
                    new Reply(0, "qianhu.Interrupted", Message.of("dyvms.interrupted-while-waiting"), null), false);
        }
        return result();
    }

    private Lookup result() {
        ServerTime asked = firstAsked;
        if (asked == null) {
            throw new IllegalStateException("a search asks at least once");
        }
        return found.isEmpty() && contradiction != null
                ? contradiction
                : new Listed(List.copyOf(found.values()), asked.atLeast(), asked.dated());
    }

    /** Null when the day was seen in full. */
    private @Nullable NotAnswered searchDay(String day) throws InterruptedException {
        Set<String> seen = new LinkedHashSet<>();
        int before = found.size();
        NotAnswered problem = read(day, seen);
        if (problem == null && pagesRead > 1 && found.size() == before) {
            Set<String> again = new LinkedHashSet<>();
            problem = read(day, again);
            if (problem == null && !again.equals(seen)) {
                contradict(Message.of("dyvms.list-changed-while-read", named(day)));
            }
        }
        return problem;
    }

    /** Reads all pages of a day; null when they were read in full. */
    private @Nullable NotAnswered read(String day, Set<String> seen) throws InterruptedException {
        long total = -1;
        pagesRead = 0;
        for (int pageNo = 1; pageNo <= MAX_PAGES; pageNo++) {
            Verdict verdict = ask(day, pageNo);
            if (verdict.reply().code().equals(NO_SUCH_DATA) && verdict.meaning() == Meaning.REFUSED) {
                pagesRead = pageNo;
                return ended(verdict, seen.size(), total);
            }
            AnswerBody body = verdict.body();
            if (verdict.meaning() != Meaning.ACCEPTED || body == null) {
                return notAnswered(verdict);
            }
            QueryRobotTaskList.Page page = QueryRobotTaskList.page(body);
            pagesRead = pageNo;
            if (page == null) {
                return notAnswered(verdict.but(CodeTable.NO_LIST, Message.of("dyvms.answer-says-ok-no-readable")));
            }
            if (page.pageNo() >= 0 && page.pageNo() != pageNo) {
                return notAnswered(verdict.but(
                        CodeTable.NO_LIST, Message.of("dyvms.page-came-instead-page", page.pageNo(), pageNo)));
            }
            if (pageNo > 1 && page.totalCount() != total) {
                contradict(Message.of("dyvms.list-tasks-had", named(day), page.totalCount(), total));
            }
            total = page.totalCount();
            if (total > MAX_PAGES * QueryRobotTaskList.PAGE_SIZE) {
                return new NotAnswered(
                        new Reply(0, TOO_LONG, Message.of("dyvms.list-tasks", named(day), total), null), false);
            }
            take(page, seen, day);
            if (total >= 0 && seen.size() >= total) {
                return null;
            }
            if (page.tasks().isEmpty()) {
                return ended(verdict, seen.size(), total);
            }
        }
        return noList(Message.of("dyvms.more-pages-tasks-list", MAX_PAGES, named(day)));
    }

    /** Null where the list may end here: nobody has said how long it is. */
    private static @Nullable NotAnswered ended(Verdict verdict, int seen, long total) {
        return total < 0
                ? null
                : notAnswered(verdict.but(CodeTable.NO_LIST, Message.of("dyvms.list-ended-after-tasks", seen, total)));
    }

    private void take(QueryRobotTaskList.Page page, Set<String> seen, String day) {
        for (ListedTask task : page.tasks()) {
            if (!seen.add(task.taskId())) {
                contradict(Message.of("dyvms.list-task-twice", named(day), task.taskId()));
            }
            if (task.name().isEmpty()) {
                contradict(Message.of("dyvms.task-listed-without-name", task.taskId()));
            }
            if (taskName == null || task.name().equals(taskName)) {
                found.put(task.taskId(), task);
            }
        }
        if (page.totalCount() >= 0 && seen.size() > page.totalCount()) {
            contradict(Message.of("dyvms.list-more-tasks", named(day), page.totalCount()));
        }
    }

    private static Message named(String day) {
        return day.isEmpty() ? Message.of("dyvms.days") : Message.text(day);
    }

    private void contradict(Message how) {
        contradiction = noList(how);
    }

    private static NotAnswered noList(Message message) {
        return new NotAnswered(new Reply(0, CodeTable.NO_LIST, message, null), false);
    }

    private Verdict ask(String day, int pageNo) throws InterruptedException {
        pace.await();
        SignedRequest request =
                signer.sign(QueryRobotTaskList.ACTION, QueryRobotTaskList.parameters(taskName, day, pageNo));
        long askedAt = System.nanoTime();
        try {
            // Bounded by the request timeout of the wire.
            TransportOutcome outcome = wire.send(request).get();
            if (firstAsked == null && outcome instanceof TransportOutcome.Answered answered) {
                firstAsked = ServerTime.of(
                        request.signedAt(), answered.date(), Duration.ofNanos(System.nanoTime() - askedAt));
            }
            return Verdict.on(outcome, QueryRobotTaskList.ACTION);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the wire never fails", e);
        }
    }

    /** A refusal will be repeated until a person acts; everything else may pass by itself. */
    private static NotAnswered notAnswered(Verdict verdict) {
        boolean stop = switch (verdict.meaning()) {
            case STOP, REFUSED, UNRECOGNISED -> true;
            case ACCEPTED, THROTTLED, FREQUENCY_LIMITED, OUTSIDE_PERIOD, UNREACHABLE, UNCONFIRMED -> false;
        };
        Reply reply = verdict.reply();
        Message message = verdict.advice().isEmpty()
                ? reply.message()
                : reply.message().isEmpty()
                        ? verdict.advice()
                        : Message.of("message.two", reply.message(), verdict.advice());
        return new NotAnswered(new Reply(reply.httpStatus(), reply.code(), message, reply.requestId()), stop);
    }
}
