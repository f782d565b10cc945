package io.qianhu.dyvms;

import static io.qianhu.dyvms.Fixtures.CREATED;
import static io.qianhu.dyvms.RawServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request for each submission, also where the runtime is set up otherwise or a name has several addresses. */
class OneSendIT {
    @TempDir
    private Path folder;

    @Test
    void theSecondAddressOfANameIsNotTriedAfterTheFirstOneHasReset() throws Exception {
        assertOneRequestInAll(RawServer.reset(), "UNCONFIRMED qianhu.ConnectionLost");
    }

    @Test
    void theSecondAddressOfANameIsNotTriedAfterTheFirstOneHasHungUp() throws Exception {
        assertOneRequestInAll(RawServer.hangUp(), "UNCONFIRMED qianhu.ConnectionLost");
    }

    @Test
    void theSecondAddressOfANameIsNotTriedAfterTheFirstOneHasAnswered() throws Exception {
        assertOneRequestInAll(json(503, "{\"Code\":\"ServiceUnavailable\"}"), "UNCONFIRMED ServiceUnavailable");
    }

    private void assertOneRequestInAll(RawServer.Play play, String answer) throws Exception {
        try (RawServer first = new RawServer(address(1), 0, play);
                RawServer second = new RawServer(address(2), first.port(), json(200, CREATED))) {
            assertThat(sent(Map.of(), twoAddresses(), "http://localhost:" + first.port(), "1"))
                    .containsExactly("addresses 2", answer);
            assertThat(first.received().size() + second.received().size()).isEqualTo(1);
        }
    }

    /** What says that nothing was sent must be right about all addresses. */
    @Test
    void anAddressThatRefusesIsUnreachableOrTheOtherOneGetsTheOneRequest() throws Exception {
        int refusing;
        try (RawServer soonGone = new RawServer(address(1), 0, RawServer.hangUp())) {
            refusing = soonGone.port();
        }
        try (RawServer second = new RawServer(address(2), refusing, json(200, CREATED))) {
            List<String> said = sent(Map.of(), twoAddresses(), "http://localhost:" + refusing, "1");

            assertThat(said).hasSize(2).startsWith("addresses 2");
            assertThat(second.received())
                    .as(said.get(1))
                    .hasSize(said.get(1).equals("UNREACHABLE qianhu.ConnectionRefused") ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=true", "", "=", "=TRUE"})
    void doesNotStartWhereTheRuntimeIsToldToResend(String value) throws Exception {
        String option = "-D" + Wire.RESEND_PROPERTY + value;
        try (RawServer server = new RawServer(json(200, CREATED))) {
            assertThat(String.join(
                            "\n", sent(Map.of(), List.of(option), server.uri().toString(), "1")))
                    .contains("IllegalStateException", Wire.RESEND_PROPERTY);
            assertThat(String.join(
                            "\n",
                            sent(
                                    Map.of("JAVA_TOOL_OPTIONS", option),
                                    List.of(),
                                    server.uri().toString(),
                                    "1")))
                    .contains("IllegalStateException", Wire.RESEND_PROPERTY);
            assertThat(server.received()).isEmpty();
        }
    }

    /** As the runtime's file net.properties would, which no check at the start can see. */
    @Test
    void aRuntimeThatResendsUnseenIsStoppedByTheGate() throws Exception {
        try (RawServer server = new RawServer(json(200, CREATED), RawServer.hangUp())) {
            assertThat(sent(Map.of(), List.of(), server.uri().toString(), "2", Wire.RESEND_PROPERTY))
                    .startsWith("addresses 1", "ACCEPTED OK")
                    .last()
                    .asString()
                    .startsWith("UNCONFIRMED ");
            assertThat(server.received()).hasSize(2);
            assertThat(server.connections()).as("the runtime did try").isEqualTo(2);
        }
    }

    private List<String> twoAddresses() throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.2 localhost\n");
        return List.of("-Djdk.net.hosts.file=" + hosts);
    }

    private static InetAddress address(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static List<String> sent(Map<String, String> environment, List<String> options, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkedSender.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said.lines().filter(line -> !line.startsWith("Picked up")).toList();
    }
}
