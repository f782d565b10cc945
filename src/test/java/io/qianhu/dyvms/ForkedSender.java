package io.qianhu.dyvms;

import java.net.InetAddress;
import java.net.URI;

/**
 * Submits in a process of its own, whose runtime is set up as a test wants. Prints {@code addresses N}, then the kind and
 * the code of each answer.
 */
final class ForkedSender {
    private ForkedSender() {}

    /** Arguments: endpoint, how many submissions, and a system property to set between checking and sending, or none. */
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(arguments[0]);
        System.out.println("addresses " + InetAddress.getAllByName(endpoint.getHost()).length);
        DyvmsGateway gateway = Fixtures.gateway(Fixtures.settings(endpoint));
        if (arguments.length > 2) {
            System.setProperty(arguments[2], "true");
        }
        for (int number = 1; number <= Integer.parseInt(arguments[1]); number++) {
            Answer answer =
                    gateway.prepare(Fixtures.task("task " + number, 2)).send().join();
            System.out.println(answer.meaning() + " " + answer.reply().code());
        }
    }
}
