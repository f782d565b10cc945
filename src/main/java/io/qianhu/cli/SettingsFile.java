package io.qianhu.cli;

import io.qianhu.campaign.CampaignRefused;
import io.qianhu.campaign.YamlSource;
import io.qianhu.job.FileOwners;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The one file of settings, looked at before Spring Boot reads it: what Boot would take from it beyond {@code qianhu.*},
 * such as where scripts of the database lie, runs as this user, and what Boot says of a broken one shows its lines.
 */
final class SettingsFile {
    static final Path PATH = Path.of("config", "application.yml");

    private static final String ROOT = "qianhu";

    private SettingsFile() {}

    /**
     * Passes when there is none.
     *
     * @throws SettingsRefused when it is no YAML within bounds, has a key that is not of Qianhu, or others than this user
     *     and root may change it or put another in its place
     */
    static void check(Path path) {
        try {
            check(path, FileOwners.ofProcess());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(Path path, FileOwners owners) {
        if (Files.notExists(path)) {
            return;
        }
        try {
            refuseWritableByOthers(path, owners);
            refuseWritableByOthers(path.toAbsolutePath().resolveSibling(""), owners);
            // That of what a link leads to.
            refuseWritableByOthers(path.toRealPath().resolveSibling(""), owners);
            YamlSource.read(path).ifPresent(root -> refuseForeignKeys(path, root));
        } catch (CampaignRefused e) {
            throw new SettingsRefused(Message.of(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The group of a user's own, which has the same name, holds nobody else. */
    private static void refuseWritableByOthers(Path path, FileOwners owners) throws IOException {
        if (owners.isForeign(path)) {
            throw new SettingsRefused(
                    Message.of(
                            "cli.belongs-who-decide-runs-user",
                            path,
                            Files.getOwner(path).getName()),
                    null);
        }
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        // The volume that Kubernetes makes of a ConfigMap says that everybody may write, and nobody can.
        if (view == null || Files.getFileStore(path).isReadOnly()) {
            return;
        }
        PosixFileAttributes file = view.readAttributes();
        boolean group = file.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !file.group().getName().equals(file.owner().getName());
        if (group || file.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new SettingsRefused(Message.of("cli.may-written-others-owner", path, path), null);
        }
    }

    private static void refuseForeignKeys(Path path, Node root) {
        if (!(root instanceof MappingNode keys)) {
            throw new SettingsRefused(Message.of("cli.holds-no-settings", path), null);
        }
        keys.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .filter(key -> !isOurs(key))
                .findFirst()
                .ifPresent(key -> {
                    throw SettingsRefused.unknown(Message.of(
                            "cli.line",
                            name(key).orElse(""),
                            path,
                            key.getStartMark().getLine() + 1));
                });
    }

    private static boolean isOurs(Node key) {
        return name(key)
                .filter(name -> name.equals(ROOT) || name.startsWith(ROOT + "."))
                .isPresent();
    }

    private static Optional<String> name(Node key) {
        return key instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }
}
