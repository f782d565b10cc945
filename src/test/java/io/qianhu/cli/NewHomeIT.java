package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same command in another folder finds an empty ledger, and would call everybody again. */
class NewHomeIT extends InAShop {
    @Test
    void theFirstLiveRunOfAHomeMustBeAskedForAndNoOtherMay() {
        run("data")
                .refuses("qianhu.home " + shop.home() + " has no live run yet", "--qianhu.home=FOLDER", "--new-home");
        run("data", "--prepare-only").refuses("has no live run yet");
        assertThat(shop.say("runs", "--json").exits(0).out()).as("stored").isEqualToIgnoringWhitespace("[]");
        assertThat(LastHome.ofThisUser().read()).isEmpty();

        run("data", "--new-home").exits(0);
        assertThat(LastHome.ofThisUser().read()).contains(shop.home());
        run("data").exits(4);
        run("data", "--new-home").refuses("qianhu.home " + shop.home() + " has live runs already", "leave it out");
        run("data", "--new-home", "--again", "second").refuses("has live runs already");
        assertThat(shop.api().createsReceived()).isEqualTo(Shop.LISTS);
    }

    @Test
    void anotherHomeIsRefusedAndTheOneBeforeIsNamed() {
        run("data", "--new-home", "--prepare-only").exits(5);
        run("other").refuses(shop.path("other").toString(), "such as " + shop.home(), "--new-home once");
        say("other", "retry-rejects", "abcd2345", shop.path("campaign.yml").toString(), numbers())
                .refuses("has no live run yet");
        assertThat(shop.api().createsReceived()).isZero();
    }

    @Test
    void theSandboxIsFreeAndMakesNoHome() {
        assertThat(run("data", "--sandbox", "--new-home").exits(2).err())
                .contains("--new-home does not go with --sandbox");
        run("data", "--sandbox").exits(0);
        assertThat(LastHome.ofThisUser().read()).isEmpty();
        run("data").refuses("has no live run yet");
    }

    @Test
    void serveIsAskedTheSame() {
        String folder = shop.path(".").toString();
        List<String> serve = List.of("serve", "--campaigns", folder, "--qianhu.management.port=0");
        say("other", serve).refuses("has no live run yet", "--new-home");
        run("data", "--new-home", "--prepare-only").exits(5);
        List<String> asked = new ArrayList<>(serve);
        asked.add("--new-home");
        say("data", asked).refuses("has live runs already", "unit files");
        asked.add("--sandbox");
        assertThat(say("data", asked).exits(2).err()).contains("--new-home does not go with --sandbox");
    }

    private Said run(String home, String... more) {
        List<String> words =
                new ArrayList<>(List.of("run", shop.path("campaign.yml").toString(), numbers()));
        words.addAll(Arrays.asList(more));
        return say(home, words);
    }

    private String numbers() {
        return shop.path("numbers.csv").toString();
    }

    private Said say(String home, String... words) {
        return say(home, Arrays.asList(words));
    }

    /** Without what the shop adds for other tests. */
    private Said say(String home, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(
                "--qianhu.home=" + shop.path(home),
                "--qianhu.dyvms.endpoint=" + shop.api().endpoint(),
                "--qianhu.dyvms.access-key-id=sandbox",
                "--qianhu.dyvms.access-key-secret=sandbox-secret"));
        return Said.by(all.toArray(String[]::new));
    }
}
