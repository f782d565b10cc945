package io.qianhu.campaign;

import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** A file of a person's settings as a tree of YAML nodes, within limits; every failure is one violation in one line. */
public final class YamlSource {
    /** Far above any campaign; keeps a mistaken file name (a CSV) out of memory. */
    static final int LARGEST_FILE_BYTES = 1 << 20;

    private static final int DEEPEST_NESTING = 20;
    private static final int MOST_ALIASES = 20;

    private YamlSource() {}

    /**
     * The root of the only document; empty where there is none.
     *
     * @param path UTF-8, at most 1 MiB
     * @throws CampaignRefused with what is wrong and its line, and nothing of what stands there
     */
    public static Optional<Node> read(Path path) {
        String file = path.toString();
        String text = textOf(path, file);
        @Nullable Node root;
        try {
            root = new Yaml(limits()).compose(new StringReader(text));
        } catch (MarkedYAMLException malformed) {
            throw refused(file, malformed.getProblemMark(), oneLine(malformed.getProblem()));
        } catch (ReaderException unprintable) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(unprintable.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw refused(
                    file,
                    line,
                    Message.of("campaign.no-yaml-character-u-not", String.format("%04X", unprintable.getCodePoint())));
        } catch (YAMLException overLimit) {
            throw refused(file, 0, Message.of("campaign.no-yaml-can-read", oneLine(overLimit.getMessage())));
        }
        return root == null || root.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(root);
    }

    private static String textOf(Path path, String file) {
        byte[] bytes;
        try (InputStream in = Channels.newInputStream(RegularFile.open(path, YamlSource::irregular))) {
            bytes = in.readNBytes(LARGEST_FILE_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw refused(file, 0, Message.of("campaign.not-exist-give-path-file"));
        } catch (AccessDeniedException denied) {
            throw refused(file, 0, Message.of("campaign.cannot-read-permission-denied"));
        } catch (IOException unreadable) {
            throw refused(file, 0, Message.of("campaign.cannot-read", oneLine(unreadable.getMessage())));
        }
        if (bytes.length > LARGEST_FILE_BYTES) {
            throw refused(file, 0, Message.of("campaign.larger-mib-right-file"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw refused(file, 0, Message.of("campaign.not-utf-save-encoding"));
        }
    }

    private static CampaignRefused irregular(Path path, Message problem) {
        return refused(
                path.toString(), 0, Files.isDirectory(path) ? Message.of("campaign.cannot-read-directory") : problem);
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE_BYTES);
        options.setNestingDepthLimit(DEEPEST_NESTING);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    private static CampaignRefused refused(String file, @Nullable Mark mark, Message problem) {
        return mark == null
                ? refused(file, 0, Message.of("campaign.no-yaml", problem))
                : refused(
                        file, mark.getLine() + 1, Message.of("campaign.column-no-yaml", mark.getColumn() + 1, problem));
    }

    private static CampaignRefused refused(String file, int line, Message problem) {
        return new CampaignRefused(List.of(new Violation(file, line, "", problem)));
    }

    private static Message oneLine(@Nullable String message) {
        return message == null
                ? Message.of("campaign.no-reason-given")
                : Message.text(message.strip().replaceAll("\\s+", " "));
    }
}
