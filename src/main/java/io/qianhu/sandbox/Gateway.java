package io.qianhu.sandbox;

import io.qianhu.http.HttpAnswer;
import io.qianhu.http.HttpRequest;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers requests as the API does. One request goes this way, and the first step that is not content answers:
 *
 * <ol>
 *   <li>GET or POST on {@code /}, parameters and answer format readable;
 *   <li>signature, timestamp and nonce right (so a request whose connection is dropped has used up its nonce);
 *   <li>version and action known;
 *   <li>for a create: within the throttle, parameters in order, no fault, accepted.
 * </ol>
 */
final class Gateway {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final String VERSION = "2017-05-25";
    private static final String CREATE = "CreateRobotTask";
    private static final String LIST = "QueryRobotTaskList";

    /** The operation of STS by which a client learns whose its key is; it has an endpoint of its own in truth. */
    private static final String IDENTITY = "GetCallerIdentity";

    private static final String STS_VERSION = "2015-04-01";
    private static final String ACCOUNT_ID = "1234567890123456";

    private final FaultSettings settings;
    private final InstantSource clock;
    private final Authenticator authenticator;
    private final Tasks tasks;
    private final FaultPlan faults;
    private final Pause pause;
    private final SlidingSecond throttle = new SlidingSecond();
    private final SlidingSecond arrivals = new SlidingSecond();
    private volatile boolean listsNothing;
    private final AtomicLong creates = new AtomicLong();
    private final AtomicLong lookups = new AtomicLong();
    private final Map<Fault, AtomicLong> played = new EnumMap<>(Fault.class);

    Gateway(
            FaultSettings settings,
            InstantSource clock,
            Authenticator authenticator,
            Tasks tasks,
            FaultPlan faults,
            Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.authenticator = authenticator;
        this.tasks = tasks;
        this.faults = faults;
        this.pause = pause;
        for (Fault fault : Fault.values()) {
            played.put(fault, new AtomicLong());
        }
    }

    void listsNothing(boolean nothing) {
        listsNothing = nothing;
    }

    long creates() {
        return creates.get();
    }

    long lookups() {
        return lookups.get();
    }

    Map<Fault, Long> played() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        played.forEach((fault, count) -> counts.put(fault, count.get()));
        return counts;
    }

    private Fault play(Fault fault) {
        Objects.requireNonNull(played.get(fault)).incrementAndGet();
        return fault;
    }

    int mostCreatesInOneSecond() {
        return arrivals.most();
    }

    HttpAnswer answer(HttpRequest request) {
        Instant now = clock.instant();
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        AnswerFormat format = AnswerFormat.JSON;
        HttpAnswer answer;
        try {
            Call call = Call.of(request);
            if (CREATE.equals(call.action())) {
                creates.incrementAndGet();
                arrivals.admit(now, Integer.MAX_VALUE);
            }
            format = call.format();
            answer = answer(call, format, now, requestId);
        } catch (Refused refused) {
            answer = error(refused.error(), request, format, requestId);
        } catch (UncheckedIOException journal) {
            LOG.log(System.Logger.Level.ERROR, "request {0} failed: {1}", requestId, journal.getCause());
            answer = error(ApiError.internal(), request, format, requestId);
        } catch (RuntimeException unexpected) {
            // The kind alone: a message may quote what was sent.
            LOG.log(System.Logger.Level.ERROR, "request {0} failed: {1}", requestId, unexpected.getClass());
            answer = error(ApiError.internal(), request, format, requestId);
        }
        pause.lasting(faults.latency());
        return answer;
    }

    private HttpAnswer answer(Call call, AnswerFormat format, Instant now, String requestId) throws Refused {
        HttpRequest request = call.request();
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw ApiError.of("UnsupportedHTTPMethod", "This http method is not supported.")
                    .refused();
        }
        if (!request.path().equals("/")) {
            throw ApiError.of("InvalidApi.NotFound", "Specified api is not found: the path must be /.")
                    .refused();
        }
        authenticator.check(call, now);
        String version = IDENTITY.equals(call.action()) ? STS_VERSION : VERSION;
        if (!version.equals(call.version())) {
            throw ApiError.of("NoSuchVersion", "Specified version does not exist; this is " + version + ".")
                    .refused();
        }
        if (IDENTITY.equals(call.action())) {
            return format.write(200, IDENTITY + "Response", Map.of("AccountId", ACCOUNT_ID, "RequestId", requestId));
        }
        if (CREATE.equals(call.action())) {
            return create(call, format, now, requestId);
        }
        if (LIST.equals(call.action())) {
            lookups.incrementAndGet();
            return list(call, format, now, requestId);
        }
        throw ApiError.of(
                        "InvalidAction.NotFound",
                        "Specified api is not found: this service has " + CREATE + " and " + LIST + ".")
                .refused();
    }

    private HttpAnswer list(Call call, AnswerFormat format, Instant now, String requestId) throws Refused {
        Map<String, String> fields = TaskQuery.from(call.parameters())
                .answer(
                        tasks,
                        now,
                        listsNothing ? Instant.EPOCH : now.minus(settings.lateVisibility()),
                        settings.listedTotal());
        return success(LIST, fields, format, requestId);
    }

    private HttpAnswer create(Call call, AnswerFormat format, Instant now, String requestId) throws Refused {
        if (settings.throttlePerSecond() > 0 && !throttle.admit(now, settings.throttlePerSecond())) {
            play(Fault.THROTTLED);
            throw ApiError.throttled().refused();
        }
        NewTask task = NewTask.from(call.parameters());
        return switch (play(faults.next())) {
            case NONE -> accept(task, format, requestId);
            case DROP_BEFORE_ACCEPT -> HttpAnswer.nothing();
            case DROP_AFTER_ACCEPT -> accept(task, format, requestId).delivered(HttpAnswer.Delivery.NOTHING);
            case ERROR_BEFORE_ACCEPT ->
                throw ApiError.of(
                                "ServiceUnavailable",
                                "The request has failed due to a temporary failure of the server.")
                        .refused();
            case ERROR_AFTER_ACCEPT -> {
                accept(task, format, requestId);
                throw ApiError.internal().refused();
            }
            case SLOW_BEFORE_ACCEPT -> {
                pause.lasting(settings.slowness());
                yield accept(task, format, requestId);
            }
            case SLOW_AFTER_ACCEPT -> {
                HttpAnswer accepted = accept(task, format, requestId);
                pause.lasting(settings.slowness());
                yield accepted;
            }
            case GARBAGE_ANSWER -> {
                accept(task, format, requestId);
                yield HttpAnswer.page(200);
            }
            case HALF_ANSWER -> accept(task, format, requestId).delivered(HttpAnswer.Delivery.HALF);
            case ANSWER_WITHOUT_ID -> {
                accept(task, format, requestId);
                yield success(CREATE, Map.of(), format, requestId);
            }
            case EARLIER_ANSWER -> {
                accept(task, format, requestId);
                yield success(CREATE, Map.of("Data", Long.toString(tasks.first())), format, requestId);
            }
            case THROTTLED -> throw ApiError.throttled().refused();
        };
    }

    /** From here on the task exists, whatever happens to its answer. */
    private HttpAnswer accept(NewTask task, AnswerFormat format, String requestId) {
        long id = tasks.accept(task, clock.instant(), requestId);
        return success(CREATE, Map.of("Data", Long.toString(id)), format, requestId);
    }

    private static HttpAnswer success(
            String action, Map<String, String> fields, AnswerFormat format, String requestId) {
        Map<String, String> answer = new LinkedHashMap<>(fields);
        answer.put("Message", "OK");
        answer.put("RequestId", requestId);
        answer.put("Code", "OK");
        return format.write(200, action + "Response", answer);
    }

    private static HttpAnswer error(ApiError error, HttpRequest request, AnswerFormat format, String requestId) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("RequestId", requestId);
        String host = request.header("host");
        answer.put("HostId", host == null ? "" : host);
        answer.put("Code", error.code());
        answer.put("Message", error.message());
        return format.write(error.status(), "Error", answer);
    }
}
