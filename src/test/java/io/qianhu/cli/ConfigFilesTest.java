package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ByteArrayResource;

/** The files below {@code config} show every key there is, explained, and nothing else. */
class ConfigFilesTest {
    private static final Path APPLICATION = Path.of("config", "application.yml");
    private static final Path CAMPAIGN = Path.of("config", "campaign-example.yml");

    /** What has no default, and so is commented out. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "qianhu.ledger.url",
            "qianhu.dyvms.access-key-id",
            "qianhu.dyvms.access-key-secret",
            "qianhu.dyvms.security-token",
            "qianhu.dyvms.account-id",
            "qianhu.sandbox.journal",
            "qianhu.sandbox.faults.refuse-with",
            "qianhu.sandbox.faults.refuse-status",
            "qianhu.sandbox.faults.listed-total");

    @Test
    void showsEverySettingOfTheApplication() {
        Set<String> known = CommentedYaml.keysOf(QianhuSettings.class).stream()
                .map(key -> "qianhu." + key)
                .collect(Collectors.toSet());
        assertThat(CommentedYaml.of(APPLICATION).inFull().keys()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void setsEverySettingThatHasADefault() {
        Set<String> commentedOut = CommentedYaml.of(APPLICATION).inFull().keys();
        commentedOut.removeAll(CommentedYaml.of(APPLICATION).keys());
        assertThat(commentedOut).containsExactlyInAnyOrderElementsOf(WITHOUT_DEFAULT);
    }

    @Test
    void setsEverySettingToItsDefault() throws IOException {
        QianhuSettings defaults =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("qianhu", QianhuSettings.class);
        assertThat(bound(CommentedYaml.of(APPLICATION))).isEqualTo(defaults);
    }

    @Test
    void givesExamplesThatAreAllowed() throws IOException {
        assertThat(bound(CommentedYaml.of(APPLICATION).inFull())).isNotNull();
    }

    @Test
    void showsEveryKeyOfACampaign() {
        assertThat(CommentedYaml.of(CAMPAIGN).inFull().keys())
                .containsExactlyInAnyOrderElementsOf(CommentedYaml.keysOf(Campaign.class));
    }

    @Test
    void givesACampaignThatIsAllowed(@TempDir Path folder) throws IOException {
        assertThat(new CampaignReader().read(CAMPAIGN).name()).isEqualTo("renewal-example");
        // Every key but one: files are named in one place.
        Path full = Files.writeString(
                folder.resolve("full.yml"),
                CommentedYaml.of(CAMPAIGN).inFull().text().replace("  files: [customers/*.csv]\n", ""));
        Campaign campaign = new CampaignReader().read(full);
        assertThat(campaign.input().column()).isEqualTo("手机号码");
        assertThat(campaign.schedule()).isNotNull();
        assertThat(campaign.inbox()).isNotNull();
    }

    @Test
    void explainsEveryKey() {
        assertThat(CommentedYaml.of(APPLICATION).unexplained()).isEmpty();
        assertThat(CommentedYaml.of(CAMPAIGN).unexplained()).isEmpty();
    }

    private static QianhuSettings bound(CommentedYaml file) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        new YamlPropertySourceLoader()
                .load("file", new ByteArrayResource(file.text().getBytes(StandardCharsets.UTF_8)))
                .forEach(sources::addLast);
        return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("qianhu", QianhuSettings.class);
    }
}
