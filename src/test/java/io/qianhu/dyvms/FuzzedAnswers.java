package io.qianhu.dyvms;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A service that sends any bytes, and what the client makes of them. */
public final class FuzzedAnswers implements AutoCloseable {
    private final RawServer server = new RawServer(this::play);
    private final DyvmsSettings settings = new DyvmsSettings(
            server.uri(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            ParametersIn.BODY,
            null,
            null,
            null,
            null,
            1 << 20);
    private volatile byte[] answer = {};

    private void play(Socket socket, RawServer self) throws IOException {
        socket.getOutputStream().write(answer);
        socket.close();
    }

    /** Submits a list, looks for it, and asks whose the key is; what an operator would be told of the answers. */
    public String outcomes(byte[] sent) throws Exception {
        answer = sent;
        AccessKey temporary = new AccessKey("testid", "testsecret", "token");
        DyvmsGateway gateway =
                new DyvmsGateway(settings, () -> temporary, InstantSource.system(), null, new LookupPace() {
                    @Override
                    void await() {
                        // There is nobody to be spared.
                    }
                });
        Answer submitted = gateway.prepare(Fixtures.task("x", 2)).send().get(20, TimeUnit.SECONDS);
        Lookup found = gateway.find("x", Instant.now(), Instant.now());
        String account = gateway.account();
        return said(submitted.reply()) + (found instanceof Lookup.NotAnswered not ? said(not.reply()) : "") + account;
    }

    private static String said(Reply reply) {
        return reply.code() + ": " + reply.message() + "\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
