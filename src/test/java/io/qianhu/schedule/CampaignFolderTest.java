package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaign files that come, change, break and go, poll by poll. */
class CampaignFolderTest {
    @TempDir
    private Path folder;

    private final HeardEvents events = new HeardEvents();
    private @Nullable CampaignFolder campaigns;

    private CampaignFolder campaigns() {
        if (campaigns == null) {
            campaigns = new CampaignFolder(folder, events);
        }
        return campaigns;
    }

    private void write(String file, String name, String task) throws IOException {
        Files.writeString(folder.resolve(file), "name: " + name + "\ntask: { name: " + task + ", dialog-id: 1 }\n");
    }

    /** Two polls, between which nothing happens. */
    private Set<String> settled() {
        campaigns().poll();
        return campaigns().poll();
    }

    private String taskOf(String campaign) {
        return campaigns().find(campaign).map(Campaign::task).orElseThrow().name();
    }

    @Test
    void readsAFileThatTwoPollsHaveSeenTheSame() throws IOException {
        write("a.yml", "a", "one");
        assertThat(campaigns().poll()).isEmpty();
        assertThat(campaigns().find("a")).isEmpty();
        assertThat(campaigns().poll()).containsExactly("a");
        assertThat(taskOf("a")).isEqualTo("one");
        assertThat(campaigns().poll()).as("once").isEmpty();
        assertThat(events.heard())
                .containsExactly("a.yml is used: campaign a, which has no schedule and is run by command");
    }

    @Test
    void readsAFileAgainWhenItHasChanged() throws IOException {
        write("a.yml", "a", "one");
        settled();
        write("a.yml", "a", "other");
        assertThat(settled()).containsExactly("a");
        assertThat(taskOf("a")).isEqualTo("other");
    }

    @Test
    void leavesTheLastGoodVersionWhereTheFileIsBrokenUntilItIsMended() throws IOException {
        write("a.yml", "a", "one");
        settled();
        events.heard();
        Files.writeString(folder.resolve("a.yml"), "name: a\ntask: { name: two, dialog-id: none }\n");
        assertThat(settled()).isEmpty();
        settled();

        assertThat(taskOf("a")).isEqualTo("one");
        assertThat(campaigns().broken()).containsOnlyKeys(folder.resolve("a.yml"));
        assertThat(events.heard())
                .as("told once")
                .singleElement()
                .asString()
                .contains("line 2, task.dialog-id: \"none\" is no whole number", "the version before it stays in use");

        write("a.yml", "a", "three");
        assertThat(settled()).containsExactly("a");
        assertThat(taskOf("a")).isEqualTo("three");
        assertThat(campaigns().broken()).isEmpty();
    }

    @Test
    void aNameBelongsToOneFile() throws IOException {
        write("a.yml", "same", "one");
        write("b.yml", "same", "two");
        settled();

        assertThat(taskOf("same")).isEqualTo("one");
        assertThat(events.heard().get(1)).contains("campaign same is already that of", "a.yml", "another name");

        Files.delete(folder.resolve("a.yml"));
        settled();
        settled();
        assertThat(taskOf("same")).as("the name is free").isEqualTo("two");
    }

    @Test
    void readsYamlAsYmlButNeverTakesACampaignFromIt() throws IOException {
        write("a-draft.yaml", "same", "draft");
        write("b.yml", "same", "one");
        write("c.yaml", "other", "two");
        write("d.yaml", "old", "draft");
        write("d.yml", "new", "three");
        settled();

        assertThat(taskOf("same")).isEqualTo("one");
        assertThat(taskOf("other")).isEqualTo("two");
        assertThat(taskOf("new")).isEqualTo("three");
        assertThat(campaigns().find("old")).isEmpty();
        assertThat(campaigns().broken().get(folder.resolve("a-draft.yaml")))
                .asString()
                .contains("is already that of", "b.yml");
        assertThat(campaigns().broken().get(folder.resolve("d.yaml")))
                .asString()
                .contains("d.yaml: ", "d.yml has the same name and is the one that is used");

        Files.delete(folder.resolve("d.yml"));
        settled();
        settled();
        assertThat(taskOf("old")).isEqualTo("draft");
    }

    @Test
    void forgetsAFileThatIsGoneAndNotOneThatIsBeingReplaced() throws IOException {
        write("a.yml", "a", "one");
        settled();
        Files.delete(folder.resolve("a.yml"));
        assertThat(campaigns().poll()).isEmpty();
        assertThat(taskOf("a")).as("an editor may be at it").isEqualTo("one");

        assertThat(campaigns().poll()).containsExactly("a");
        assertThat(campaigns().find("a")).isEmpty();
    }

    @Test
    void saysOnceThatTheFolderCannotBeReadAndLeavesWhatThereWas() throws IOException {
        write("a.yml", "a", "one");
        settled();
        events.heard();
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, elsewhere);
        settled();
        assertThat(events.heard()).singleElement().asString().contains("the folder of the campaigns cannot be read");
        assertThat(taskOf("a")).isEqualTo("one");
        Files.move(elsewhere, folder);
        settled();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void looksAtNothingElse() throws IOException {
        write("a.txt", "a", "one");
        write(".hidden.yml", "b", "one");
        Files.createDirectories(folder.resolve("c.yml"));
        settled();
        assertThat(campaigns().all()).isEmpty();
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void readsACampaignAgainWhenItsHolidaysHaveChanged() throws IOException {
        Path holidays = folder.resolve("holidays.yaml");
        Files.writeString(holidays, "years: [2026]\nholidays: [2026-10-01]\n");
        Files.writeString(
                folder.resolve("a.yml"),
                "name: a\ntask: { name: one, dialog-id: 1 }\ndispatch: { holidays: '" + holidays + "' }\n");
        assertThat(settled()).containsExactly("a");
        assertThat(settled()).isEmpty();
        assertThat(campaigns().broken())
                .as("the file of holidays is no campaign")
                .isEmpty();

        Files.writeString(holidays, "years: [2026]\nholidays: [2026-10-01..2026-10-07]\n");
        assertThat(campaigns().poll()).as("it may be written still").isEmpty();
        assertThat(campaigns().poll()).containsExactly("a");
        assertThat(campaigns().poll()).isEmpty();
    }
}
